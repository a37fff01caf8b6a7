import { titleOf } from '../model/document.js';
import { canonicalStatus } from '../model/documentType.js';
import { editFrontMatter } from '../model/frontMatter/edit.js';
import { splitFrontMatter } from '../model/frontMatter/split.js';
import { fileNameFor, formatId } from '../model/ids.js';
import { failure, type Result, success } from '../model/result.js';
import { slugFromTitle } from '../model/slug.js';
import { applyPatches } from '../model/text.js';
import { nextIds } from '../workspace/allocate.js';
import { listFolder } from '../workspace/listFolder.js';
import { documentsOf } from '../workspace/locate.js';
import type { Draft } from './draft.js';
import { factsOf } from './loadDocument.js';

/** A decision that was taken over. */
export interface Adoption {
  readonly from: string;
  readonly path: string;
  readonly id: string;
  readonly status: string;
  /** What was not understood and got a default. */
  readonly notes: readonly string[];
}

const usualFolders = [
  'docs/adr',
  'docs/adrs',
  'docs/decisions',
  'docs/architecture/decisions',
  'doc/adr',
  'doc/adrs',
  'doc/architecture/decisions',
  'adr',
  'adrs',
  'decisions',
];

/** Folders that hold decision records: numbered or dated markdown files in one of the usual places. */
export function findDecisionFolders(root: string): { readonly folder: string; readonly count: number }[] {
  return usualFolders
    .map((folder) => ({ folder, count: listFolder(root, folder).filter(isDecision).length }))
    .filter(({ count }) => count > 0);
}

/**
 * Make an ADR document of every decision in a folder: id, title, status and date in front matter, the body byte for
 * byte with its relative links made to resolve from the new place. Decisions that were taken over before are left.
 */
export async function adoptDecisions(draft: Draft, folder: string): Promise<Result<readonly Adoption[]>> {
  const { workspace } = draft;
  const type = workspace.config.types.find((one) => one.name === 'adr');
  if (!type) return failure('unknown-type', 'there is no type adr to take decisions over into');
  const from = folder.replace(/\/+$/, '').replace(/^\.\//, '');
  const names = listFolder(workspace.root, from).filter(isDecision).sort();
  if (names.length === 0)
    return failure('usage', `${folder} holds no decisions`, {
      hint: 'decisions are markdown files such as 0001-use-postgres.md',
    });
  const taken = new Set(
    documentsOf(workspace, type, false).map(({ path }) => path.replace(/^.*\/[A-Z]+-\d+-?/, '')),
  );
  const [next = 1] = await nextIds(workspace, type);
  const used = new Set<number>(documentsOf(workspace, type, false).map(({ number }) => number));
  let free = next;
  const adopted: Adoption[] = [];
  for (const name of names) {
    const source = draft.read(`${from}/${name}`);
    if (!source.ok) return source;
    const facts = await factsOf(`${from}/${name}`, source.value, workspace.config.types);
    const title = titleOf(facts).replace(/^(?:ADR[- ]?)?\d+[.:)]?\s+(?:-\s+)?/i, '') || name;
    const toAscii = /^[\x00-\x7f]*$/.test(title)
      ? (text: string) => text
      : (await import('any-ascii')).default;
    const slug = slugFromTitle(title, toAscii);
    if (taken.has(`${slug}.md`)) continue;
    const own = Number(/^(\d{1,6})[-_. ]/.exec(name)?.[1] ?? Number.NaN);
    const number =
      Number.isInteger(own) && own > 0 && own < 100000 && !used.has(own) ? own : nextFree(used, free);
    used.add(number);
    free = Math.max(free, number + 1);
    const id = formatId(type, number);
    const path = `${workspace.folder}/${type.folder}/${fileNameFor(id, slug)}`;
    const notes: string[] = [];
    const written = statusIn(source.value);
    const status = canonicalStatus(type, statusWords[written.toLowerCase()] ?? written) ?? 'Accepted';
    if (written === '') notes.push(`no status found, took ${status}`);
    else if (canonicalStatus(type, statusWords[written.toLowerCase()] ?? written) === undefined)
      notes.push(`status '${written}' taken as ${status}`);
    const created =
      /\b(\d{4}-\d{2}-\d{2})\b/.exec(dateLine(source.value))?.[1] ??
      /^(\d{4})(\d{2})(\d{2})-/.exec(name)?.slice(1, 4).join('-') ??
      workspace.environment.now().toISOString().slice(0, 10);
    const moved = applyPatches(
      source.value,
      facts.links.flatMap((link) => {
        if (
          (link.form !== 'markdown' && link.form !== 'image' && link.form !== 'html') ||
          !isRelative(link.target)
        )
          return [];
        const target = relink(
          source.value.slice(link.span.offset, link.span.offset + link.span.length),
          from,
          `${workspace.folder}/${type.folder}`,
        );
        return [{ start: link.span.offset, end: link.span.offset + link.span.length, text: target }];
      }),
    );
    const edited = withHeader(moved, { id, title, status, created });
    if (!edited.ok)
      return {
        ok: false,
        problem: { ...edited.problem, place: { ...edited.problem.place, path: `${from}/${name}` } },
      };
    draft.create(path, edited.value);
    adopted.push({ from: `${from}/${name}`, path, id, status, notes });
  }
  return success(adopted);
}

const statusWords: Readonly<Record<string, string>> = {
  draft: 'Proposed',
  pending: 'Proposed',
  done: 'Accepted',
  implemented: 'Accepted',
  decided: 'Accepted',
  approved: 'Accepted',
};

function withHeader(
  text: string,
  fields: { id: string; title: string; status: string; created: string },
): Result<string> {
  const split = splitFrontMatter(text);
  const known = split.kind === 'found' ? text.slice(split.yamlStart, split.yamlEnd) : '';
  const edits = Object.entries(fields)
    .filter(([key]) => key !== 'title' || !/^title\s*:/m.test(known))
    .map(([key, value]) => ({ kind: 'set' as const, key, value }));
  return editFrontMatter(text, edits);
}

function isDecision(name: string): boolean {
  return (
    name.endsWith('.md') && !/^(?:readme|index|template|adr-template.*)\.md$/i.test(name) && /\d/.test(name)
  );
}

/** The status in front matter, a `Status:` bullet (log4brains, MADR 2) or a Status section (Nygard). */
function statusIn(text: string): string {
  const found =
    /^status:[ \t]*["']?([A-Za-z ]+)/m.exec(text)?.[1] ??
    /^[-*][ \t]+\**Status\**:?\**[ \t]*:?[ \t]*([A-Za-z]+)/im.exec(text)?.[1] ??
    /^#+[ \t]+Status[ \t]*\r?\n+\**([A-Za-z]+)/im.exec(text)?.[1];
  return (found ?? '').trim();
}

function dateLine(text: string): string {
  return /^(?:date:|created:|[-*][ \t]+\**Date\**:?|Date:).*$/im.exec(text)?.[0] ?? '';
}

function isRelative(target: string): boolean {
  return target !== '' && !target.startsWith('/') && !/^[a-z][a-z0-9+.-]*:/i.test(target);
}

/** A relative link written in one folder, as it has to be written in another. */
function relink(written: string, from: string, to: string): string {
  const [path = '', ...fragment] = written.split('#');
  const parts = from.split('/');
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  const target = to.split('/');
  let common = 0;
  while (common < parts.length - 1 && common < target.length && parts[common] === target[common]) common++;
  const relative = [...target.slice(common).map(() => '..'), ...parts.slice(common)].join('/');
  return [relative + (path.endsWith('/') ? '/' : ''), ...fragment].join('#');
}

function nextFree(used: ReadonlySet<number>, from: number): number {
  let number = from;
  while (used.has(number)) number++;
  return number;
}
