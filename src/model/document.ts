import type { DocumentFacts, FieldFact, ReadingProblem } from './documentFacts.js';
import type { DocumentType } from './documentType.js';
import { type FrontMatterReader, readFrontMatter } from './frontMatter/quick.js';

import { prefixTable } from './ids.js';
import { scanMarkdown } from './markdown/scan.js';
import type { ReferenceScanner, Scan } from './markdown/shape.js';
import { lineStarts, spanAt } from './text.js';

/** The parsers that decide everything; too heavy to load for a document that needs neither. */
export interface ReferenceReaders {
  readonly frontMatter: FrontMatterReader;
  readonly markdown: ReferenceScanner;
}

/** More than this no person wrote; the file is named and not read. */
const maximumLength = 5 * 1024 * 1024;

/** Nesting beyond this is an attack on parsers, not a document. */
const maximumNesting = 200;

/** The facts of a document; null when it needs the reference parsers and they were not given. */
export function readDocument(
  path: string,
  text: string,
  types: readonly DocumentType[],
  readers?: ReferenceReaders,
): DocumentFacts | null {
  if (text.length > maximumLength || isHostile(text)) {
    return factsWith(path, [
      {
        kind: 'too-large',
        message: 'this is too large or too deeply nested for a document',
        span: spanAt([0], 0, 0),
      },
    ]);
  }
  const starts = lineStarts(text);
  const conflict = conflictMarkers(text, starts);
  if (conflict) return factsWith(path, [conflict]);
  const frontMatter = readFrontMatter(text, starts, readers?.frontMatter);
  if (!frontMatter) return null;
  const scan = scanMarkdown(
    text,
    frontMatter.bodyStart,
    starts,
    [...prefixTable(types).keys()],
    readers?.markdown,
  );
  if (!scan) return null;
  return {
    ...factsWith(path, frontMatter.problems),
    ...scanned(scan),
    fields: frontMatter.fields,
    hasFrontMatter: frontMatter.hasFrontMatter,
  };
}

function scanned({
  headings,
  anchors,
  links,
  prompts,
}: Scan): Pick<DocumentFacts, 'headings' | 'anchors' | 'links' | 'prompts'> {
  return { headings, anchors, links, prompts };
}

function factsWith(path: string, problems: readonly ReadingProblem[]): DocumentFacts {
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

const nested = new RegExp(
  `^(?:[ \\t]*(?:>|[-*+][ \\t])){${maximumNesting},}|(?:!?\\[){${maximumNesting},}`,
  'm',
);

/** A long run of block-quote or list markers, or of brackets: parsers take quadratic time over them. */
function isHostile(text: string): boolean {
  return text.length > 4096 && nested.test(text);
}

/** The markers that git leaves at a conflict, all three at the start of a line. */
function conflictMarkers(text: string, starts: readonly number[]): ReadingProblem | null {
  const open = /^<{7,} .*$/m.exec(text);
  if (!open) return null;
  const middle = /^={7,}\s*$/m.exec(text.slice(open.index));
  const close = /^>{7,} .*$/m.exec(text.slice(open.index));
  if (!middle || !close || isFenced(text, open.index)) return null;
  return {
    kind: 'conflict',
    message: 'git left conflict markers here',
    span: spanAt(starts, open.index, open.index + open[0].length),
  };
}

function isFenced(text: string, at: number): boolean {
  let open = '';
  for (const found of text.slice(0, at).matchAll(/^ {0,3}(`{3,}|~{3,})/gm)) {
    const fence = found[1] ?? '';
    if (open === '') open = fence;
    else if (fence.startsWith(open)) open = '';
  }
  return open !== '';
}

/** The front matter's title, else the first H1 without its id, else the file name. */
export function titleOf(facts: DocumentFacts): string {
  const written = textField(facts, 'title');
  if (written !== undefined) return written;
  const heading = facts.headings.find(({ depth }) => depth === 1)?.text.replace(/^[A-Z]+-\d+\s+-\s+/, '');
  return heading || facts.path.slice(facts.path.lastIndexOf('/') + 1).replace(/\.md$/, '');
}

/** A front-matter key. */
export function field(facts: DocumentFacts, key: string): FieldFact | undefined {
  return facts.fields.find((one) => one.key === key);
}

/** A key that holds one text; undefined where it is missing, empty or no text. */
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
