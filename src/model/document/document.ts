import { findConflict } from '../conflict.js';
import { type FrontMatterReader, readFrontMatter } from '../frontMatter/quick.js';
import { prefixTable } from '../ids.js';
import { tooHardAt } from '../markdown/effort.js';
import { scanMarkdown } from '../markdown/scan.js';
import type { ReferenceScanner, Scan } from '../markdown/shape.js';
import { parseRoadmap } from '../objective/parseRoadmap.js';
import { mayHoldTascs } from '../plan/tascBlock.js';
import { lineStarts, spanAt } from '../text.js';
import type { DocumentFacts, FieldFact, PlanFacts, ReadingProblem, RoadmapFacts } from './facts.js';
import type { DocumentType } from './type.js';

/** The parsers that decide every case; too heavy to load for a document that needs none of them. */
export interface ReferenceReaders {
  readonly frontMatter: FrontMatterReader;
  readonly markdown: ReferenceScanner;
  readonly plan: (text: string, facts: DocumentFacts) => PlanFacts | undefined;
}

/** A longer file is not a document that a person wrote; it is reported and not read. In characters. */
const maximumLength = 5 * 1024 * 1024;

/** The facts of a document; null when it needs the reference parsers and they were not given. */
export function readDocument(
  path: string,
  text: string,
  types: readonly DocumentType[],
  readers?: ReferenceReaders,
): DocumentFacts | null {
  if (text.length > maximumLength) return unreadFacts(path, [tooLarge([0], 0)]);
  const starts = lineStarts(text);
  const conflict = findConflict(text, starts);
  if (conflict) return unreadFacts(path, [conflict]);
  const frontMatter = readFrontMatter(text, starts, readers?.frontMatter);
  if (!frontMatter) return null;
  const { fields, hasFrontMatter, problems, bodyStart } = frontMatter;
  const scan = scanBody(text, bodyStart, starts, [...prefixTable(types).keys()], readers?.markdown);
  if (!scan) return null;
  if ('kind' in scan) return { ...unreadFacts(path, [...problems, scan]), fields, hasFrontMatter };
  const { headings, anchors, links, prompts } = scan;
  const read = { path, problems, fields, hasFrontMatter, headings, anchors, links, prompts };
  const roadmap = mayHoldRoadmap(path, text, types) ? roadmapFacts(text, starts, bodyStart) : null;
  const facts: DocumentFacts = roadmap ? { ...read, roadmap } : read;
  if (!mayHoldTascs(text)) return facts;
  if (!readers) return null;
  const plan = readers.plan(text, facts);
  return plan ? { ...facts, plan } : facts;
}

/** Whether a file lies or is named as an objective, and its text may have phases or a table. */
function mayHoldRoadmap(path: string, text: string, types: readonly DocumentType[]): boolean {
  const type = types.find(({ name }) => name === 'objective');
  if (!type) return false;
  const name = path.slice(path.lastIndexOf('/') + 1);
  return (
    (path.includes(`/${type.folder}/`) || name.startsWith(`${type.prefix}-`)) && /^#{2,4} |\|/m.test(text)
  );
}

function roadmapFacts(text: string, starts: readonly number[], bodyStart: number): RoadmapFacts | null {
  const roadmap = parseRoadmap(text, starts, bodyStart);
  if (roadmap === null) return null;
  const steps = roadmap.steps.map(({ id, reference, spans }) => ({
    id,
    documents: reference?.documents ?? [],
    span: spans.reference ?? spans.id,
  }));
  return { problems: roadmap.problems, steps };
}

/** What a body holds, or the problem that it is too much for the reference parser, which it needs. */
function scanBody(
  text: string,
  bodyStart: number,
  starts: readonly number[],
  prefixes: readonly string[],
  reference: ReferenceScanner | undefined,
): Scan | ReadingProblem | null {
  const quick = scanMarkdown(text, bodyStart, starts, prefixes);
  if (quick || !reference) return quick;
  const hard = tooHardAt(text, bodyStart, starts);
  if (hard >= 0) return tooLarge(starts, hard);
  try {
    return reference(text, bodyStart, starts, prefixes);
  } catch (error) {
    // The parser's calls nest as deep as the document does: its stack is the last limit.
    if (error instanceof RangeError) return tooLarge(starts, bodyStart);
    throw error;
  }
}

function tooLarge(starts: readonly number[], at: number): ReadingProblem {
  return {
    kind: 'too-large',
    message: 'this is too large or too deeply nested for a document',
    span: spanAt(starts, at, at),
  };
}

/** The facts of a document that cannot be read: only its problem is known. */
export function unreadFacts(path: string, problems: readonly ReadingProblem[]): DocumentFacts {
  return {
    path,
    problems,
    fields: [],
    hasFrontMatter: false,
    headings: [],
    anchors: [],
    links: [],
    prompts: [],
  };
}

/** The front matter's title, else the first H1 without its id, else the file name. */
export function titleOf(facts: DocumentFacts): string {
  const written = textField(facts, 'title');
  if (written !== undefined) return written;
  const heading = facts.headings
    .find(({ depth }) => depth === 1)
    ?.text.replace(/^[A-Z][A-Z0-9]*-\d+\s+-\s+/, '');
  return heading || facts.path.slice(facts.path.lastIndexOf('/') + 1).replace(/\.md$/, '');
}

/** A front-matter key. */
export function field(facts: DocumentFacts, key: string): FieldFact | undefined {
  return facts.fields.find((one) => one.key === key);
}

/** A key that holds one text; undefined where it is missing, empty or not a text. */
export function textField(facts: DocumentFacts, key: string): string | undefined {
  const value = field(facts, key)?.value;
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The texts of a list; one text counts as a list of one. */
export function listField(facts: DocumentFacts, key: string): string[] {
  const value = field(facts, key)?.value;
  if (typeof value === 'string') return value === '' ? [] : [value];
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}
