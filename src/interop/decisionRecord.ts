import type { DocumentFacts } from '../model/document/facts.js';
import { readStatus, type WrittenStatus } from './decisionStatus.js';
import { type ForeignFields, foreignList, foreignText } from './foreignFrontMatter.js';

/**
 * A decision as other tools write it: MADR (front matter, or a list below the title), log4brains (that list), and
 * adr-tools after Michael Nygard (`Date:` and a Status section).
 */
export interface DecisionRecord {
  /** Of the file name, `0007-…`; null where it has none, or starts with a date. */
  readonly number: number | null;
  readonly title: string;
  readonly status: WrittenStatus | null;
  /** `YYYY-MM-DD`. */
  readonly date: string | null;
  readonly deciders: readonly string[];
  readonly tags: readonly string[];
  /** Link targets, ids or numbers of the decisions that it takes the place of, or that took its place. */
  readonly supersedes: readonly string[];
  readonly supersededBy: readonly string[];
}

/** Whether a file name looks like that of a decision; lists of them and templates do not. */
export function isDecisionName(name: string): boolean {
  return /\.md$/i.test(name) && !/^(?:readme|index|toc|contributing|.*template.*|_.*|\..*)\.md$/i.test(name);
}

/** Whether it is numbered or dated, as the tools name their files. */
export function isNumberedName(name: string): boolean {
  return isDecisionName(name) && /^(?:adr[-_ ]?)?\d{1,8}[-_. ]/i.test(name);
}

/** Read a decision. Never fails: what it does not find is null or empty. */
export function readDecisionRecord(
  name: string,
  text: string,
  facts: DocumentFacts,
  fields: ForeignFields,
): DecisionRecord {
  const head = headOf(text, facts);
  const sections = [
    sectionOf(text, facts, /^status$/i),
    sectionOf(text, facts, /^(?:links|relations?|related.*)$/i),
  ];
  const [statusSection = ''] = sections;
  const written = foreignText(fields, 'status') ?? lineOf(head, 'status') ?? firstLine(statusSection);
  const relations = [foreignText(fields, 'status') ?? '', lineOf(head, 'status') ?? '', ...sections];
  return {
    number: numberOf(name),
    title: titleOf(name, facts, fields),
    status: written ? readStatus(written) : null,
    date: dateOf(name, [
      foreignText(fields, 'date') ?? '',
      foreignText(fields, 'created') ?? '',
      lineOf(head, 'date') ?? '',
    ]),
    deciders: namesIn(
      fields,
      ['deciders', 'decision-makers', 'decision_makers'],
      lineOf(head, 'deciders|decision.makers?'),
    ),
    tags: namesIn(fields, ['tags'], lineOf(head, 'tags')),
    supersedes: targetsAfter(relations, /\b(?:super[sc]edes|replaces)\b/gi),
    supersededBy: targetsAfter(relations, /\b(?:super[sc]eded|replaced)\s+by\b/gi),
  };
}

function numberOf(name: string): number | null {
  const digits = /^(?:adr[-_ ]?)?(\d{1,5})[-_. ]/i.exec(name)?.[1];
  return digits === undefined || /^\d{4}-\d{2}-\d{2}/.test(name) ? null : Number(digits);
}

function titleOf(name: string, facts: DocumentFacts, fields: ForeignFields): string {
  const heading = facts.headings.find(({ depth }) => depth === 1)?.text ?? '';
  // `7. Use X`, `ADR-0007: Use X`, `0007 - Use X`; but not `3 tiers`.
  const numbered = /^(?:(?:adr|decision)[-_ #]*\d+\s*[:.)–—-]?|\d{1,5}\s*[:.)]|\d{1,5}\s+[–—-])\s+/i;
  const title = (heading || foreignText(fields, 'title') || '').replace(numbered, '').trim();
  if (title !== '') return title;
  const words = name
    .replace(/\.md$/i, '')
    .replace(/^(?:adr[-_ ]?)?(?:\d{4}-\d{2}-\d{2}|\d{1,8})[-_. ]+/i, '')
    .replace(/[-_]+/g, ' ')
    .trim();
  return words.charAt(0).toUpperCase() + words.slice(1) || 'Untitled decision';
}

function dateOf(name: string, written: readonly string[]): string | null {
  for (const text of written) {
    const found = /\b(\d{4}-\d{2}-\d{2})\b/.exec(text)?.[1];
    if (found !== undefined && !Number.isNaN(Date.parse(found))) return found;
  }
  const [, year, month, day] = /^(\d{4})-?(\d{2})-?(\d{2})[-_. ]/.exec(name) ?? [];
  const date = `${year}-${month}-${day}`;
  return year !== undefined && !Number.isNaN(Date.parse(date)) ? date : null;
}

/** The text between the title and the first section: the list with status, date and deciders. */
function headOf(text: string, { headings, fields, hasFrontMatter }: DocumentFacts): string {
  const title = headings.find(({ depth }) => depth === 1);
  const start = title ? title.span.offset + title.span.length : hasFrontMatter ? endOfFields(fields) : 0;
  const next = headings.find(({ span }) => span.offset >= start && span.offset > (title?.span.offset ?? -1));
  return text.slice(start, next?.span.offset ?? text.length);
}

function endOfFields(fields: DocumentFacts['fields']): number {
  const last = fields.at(-1)?.valueSpan;
  return last ? last.offset + last.length : 0;
}

/** The text below the first heading of that name, up to the next one. */
function sectionOf(text: string, { headings }: DocumentFacts, name: RegExp): string {
  const index = headings.findIndex((heading) => heading.depth > 1 && name.test(heading.text.trim()));
  const heading = headings[index];
  if (!heading) return '';
  return text.slice(
    heading.span.offset + heading.span.length,
    headings[index + 1]?.span.offset ?? text.length,
  );
}

/** `- Status: accepted`, `* **Status**: accepted`, `Date: 2020-01-02`; names are alternatives of a pattern. */
function lineOf(head: string, names: string): string | undefined {
  const line = new RegExp(`^[ \\t]*(?:[-*+][ \\t]+)?[*_]*(?:${names})[*_]*[ \\t]*:[*_]*[ \\t]*(.+)$`, 'im');
  return line.exec(withoutComments(head))?.[1]?.trim() || undefined;
}

function firstLine(section: string): string {
  const lines = withoutComments(section).split(/\r?\n/);
  return (lines.find((line) => /[A-Za-z]/.test(line)) ?? '').replace(/^[\s*_+>-]+/, '');
}

function withoutComments(text: string): string {
  return text.replace(/<!--[\s\S]*?-->/g, '');
}

function namesIn(fields: ForeignFields, keys: readonly string[], written: string | undefined): string[] {
  const items = keys.flatMap((key) => foreignList(fields, key));
  const texts = items.length > 0 ? items : [written ?? ''];
  return [
    ...new Set(
      texts
        .flatMap((item) => item.split(/\s*[,;]\s*/))
        .map((item) => item.replace(/^\[|\]$/g, '').trim())
        .filter((item) => item !== '' && !/^[{<[]/.test(item)),
    ),
  ];
}

/** Link targets, ids and numbers that follow such words on their line. */
function targetsAfter(texts: readonly string[], words: RegExp): string[] {
  const found = new Set<string>();
  for (const line of texts.flatMap((text) => withoutComments(text).split(/\r?\n/))) {
    for (const match of line.matchAll(words)) {
      const rest =
        line
          .slice(match.index + match[0].length)
          .split(/\b(?:super[sc]ede[sd]?|replace[sd]|amend(?:s|ed))\b/i)[0] ?? '';
      const links = [...rest.matchAll(/\[[^\]]*\]\(<?([^)>\s]+)>?[^)]*\)/g)].map((link) => link[1] ?? '');
      const plain =
        links.length > 0 ? [] : [...rest.matchAll(/\b(?:adr[-_ #]*)?\d{1,8}\b[\w.-]*/gi)].map(([one]) => one);
      for (const target of [...links, ...plain]) found.add(target);
    }
  }
  return [...found];
}
