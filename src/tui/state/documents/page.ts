import type { Joined } from '../../../operations/documents/indexedDocuments.js';
import { linkName } from '../../../operations/links/neighbourhood.js';
import { safe, truncate, wrapText } from '../../../present/screen/cells.js';
import type { Line } from '../../../present/screen/line.js';
import { renderMarkdown } from '../../markdown/render.js';
import type { Rendered } from '../../markdown/rendered.js';
import { over, theme } from '../../markdown/theme.js';
import { memo } from '../memo.js';
import { documentById, documentByPath, isWide } from '../selectors.js';
import type { Data, OpenDocument, State } from '../state.js';

/** A link that Tab walks to and Enter follows. */
export interface PageLink {
  /** Index of its line. */
  readonly line: number;
  /** Where it leads: a document or another file, root-relative; null for an address and for a broken link. */
  readonly path: string | null;
  /** What is shown when it leads nowhere here. */
  readonly target: string;
  /** Anchor in the file that it leads to. */
  readonly fragment: string | null;
  /** It leads to its own document, as the id in a heading does: Tab passes it over. */
  readonly isHere: boolean;
}

/** A document as it is read: rendered, with what links to it below. */
export interface Page {
  readonly lines: readonly Line[];
  readonly links: readonly PageLink[];
  readonly headings: Rendered['headings'];
  readonly sourceLines: readonly number[];
}

/** Cells for the text of the document: one is left free before it, one behind it and one for the scroll bar. */
export function documentWidth(state: State): number {
  const { columns } = state.size;
  const pane = isWide(state) ? columns - listWidth(state) - 1 : columns;
  return Math.max(10, Math.min(pane - 3, 100));
}

/** Cells for the list of documents. */
export function listWidth(state: State): number {
  const { columns } = state.size;
  return isWide(state) ? Math.max(44, Math.floor(columns * 0.42)) : columns;
}

/** A document that cannot be shown does not take the list beside it away. */
const pageOf = memo((open: OpenDocument, width: number, data: Data): Page => {
  if (open.problem !== null) return problemPage(open.problem, width);
  try {
    return renderedPage(open, width, data);
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    const text = `This document cannot be shown: ${said}. It is a bug of doc-ops; e opens the editor.`;
    return problemPage(text, width);
  }
});

function problemPage(problem: string, width: number): Page {
  const lines = wrapText(safe(problem), width).map((text): Line => [{ text, style: { color: 'red' } }]);
  return { lines, links: [], headings: [], sourceLines: lines.map(() => 1) };
}

function renderedPage(open: OpenDocument, width: number, data: Data): Page {
  const rendered = renderedOf(open.text, width, data.types.map(({ prefix }) => prefix).join(' '));
  const out = data.links?.from(open.path) ?? [];
  const targets = targetsOf(out);
  const links: PageLink[] = rendered.links.map((link) => {
    const named = () => documentById(data, link.target.toUpperCase())?.path ?? null;
    const path =
      link.form === 'url' ? null : link.target === '' ? open.path : (targets.get(link.target) ?? named());
    const { line, target, fragment } = link;
    return { line, target, fragment, path, isHere: path === open.path && fragment === null };
  });
  const leadNowhere = new Set(out.flatMap((one) => (one.broken ? [one.written] : [])));
  const broken = new Set(
    rendered.links.flatMap(({ target }, at) =>
      links[at]?.path === null && leadNowhere.has(target) ? [at] : [],
    ),
  );
  const lines = rendered.lines.map((line) => (broken.size > 0 ? withBroken(line, broken) : line));
  const sourceLines = [...rendered.sourceLines];
  const last = sourceLines.at(-1) ?? 1;
  const push = (line: Line) => {
    lines.push(line);
    sourceLines.push(last);
  };
  if (open.text.replace('\ufeff', '').trim() === '')
    push([
      { text: truncate('nothing is written here yet   e opens the editor', width), style: { dim: true } },
    ]);
  const board = `${data.folder}/board.md`;
  const backlinks = sources(
    (data.links?.to(open.path) ?? []).filter(({ from }) => from.path !== board && from.path !== open.path),
  );
  if (data.links && backlinks.length > 0) {
    push([]);
    push([
      { text: truncate(`Linked from ${backlinks.length}`, width), style: { bold: true, color: 'magenta' } },
    ]);
    for (const { path, id, relations } of backlinks) {
      const title = documentByPath(data, path)?.title ?? path;
      const label = `${id ? `${id}  ` : ''}${safe(title)}`;
      const link = links.length;
      const relation = truncate(relations.join(', '), Math.max(0, Math.floor(width / 3)));
      const text = truncate(label, width - 4 - relation.length);
      links.push({ line: lines.length, path, target: path, fragment: null, isHere: false });
      push([
        { text: '← ', style: { dim: true } },
        { text, style: { color: 'cyan', underline: true }, link },
        { text: relation ? `  ${relation}` : '', style: { dim: true } },
      ]);
    }
  }
  return { lines, links, headings: rendered.headings, sourceLines };
}

function withBroken(line: Line, broken: ReadonlySet<number>): Line {
  if (!line.some(({ link }) => link !== undefined && broken.has(link))) return line;
  return line.map((one) =>
    one.link !== undefined && broken.has(one.link)
      ? { ...one, style: over(one.style, theme.brokenLink) }
      : one,
  );
}

const renderedOf = memo(
  (text: string, width: number, prefixes: string): Rendered =>
    renderMarkdown(text, width, { prefixes: prefixes ? prefixes.split(' ') : [] }),
);

/** Where the links of a document lead, by what is written there: the board has thousands. */
function targetsOf(out: readonly Joined[]): ReadonlyMap<string, string> {
  const targets = new Map<string, string>();
  for (const { written, to, broken } of out)
    if (!broken && !targets.has(written)) targets.set(written, to.path);
  return targets;
}

function sources(links: readonly Joined[]) {
  const byPath = new Map<string, { path: string; id: string | null; relations: string[] }>();
  for (const { from, relation, inverse } of links) {
    const known = byPath.get(from.path) ?? { path: from.path, id: from.id, relations: [] };
    const name = inverse ?? linkName(relation);
    if (!known.relations.includes(name)) known.relations.push(name);
    byPath.set(from.path, known);
  }
  return [...byPath.values()];
}

/** The open document; null where none is open. */
export function documentPage(state: State): Page | null {
  return state.open ? pageOf(state.open, documentWidth(state), state.data) : null;
}
