import type { CorpusDocument } from '../model/corpus.js';
import type { LinkFact } from '../model/documentFacts.js';
import { fieldLinks } from '../model/fieldLinks.js';
import { folderOf, joinPath, nameOf } from '../model/links/path.js';
import { resolveLink } from '../model/links/resolve.js';
import { type Moved, rewriteLink } from '../model/links/rewrite.js';
import { type Result, success } from '../model/result.js';
import { applyPatches, type TextPatch } from '../model/text.js';
import { loadIndex } from '../workspace/index/load.js';
import { mentioningFiles } from '../workspace/mentioningFiles.js';
import { workingCorpus } from '../workspace/workingCorpus.js';
import type { Draft } from './draft.js';
import { factsOf } from './loadDocument.js';

/** What moving documents did to references. */
export interface MovedReferences {
  /** Files in which a link was written anew, the moved ones included. */
  readonly files: readonly string[];
  readonly links: number;
}

/** Whether a link that could mean a moved document does; asked where an id names several. */
export type Means = (document: CorpusDocument, link: LinkFact) => boolean;

/**
 * Give documents another path, id or heading in the draft: every link to them, in documents, on the board and in
 * other markdown files of the repository, and their own relative links are written anew. Front matter and heading of
 * the moved documents are the caller's matter.
 */
export async function moveDocuments(
  draft: Draft,
  moves: readonly Moved[],
  means: Means = () => true,
): Promise<Result<MovedReferences>> {
  const { workspace } = draft;
  const index = await loadIndex(workspace, { details: true });
  const facts = new Map(index.facts ?? []);
  const others = new Map<string, CorpusDocument['facts']>();
  const names = [...new Set(moves.map(({ from }) => nameOf(from)))];
  for (const path of await mentioningFiles(workspace, names)) {
    const text = draft.read(path);
    if (text.ok) others.set(path, await factsOf(path, text.value, workspace.config.types));
  }
  const { corpus } = workingCorpus(workspace, facts, others);
  const byPath = new Map(moves.map((move) => [move.from, move]));
  const changed = new Set<string>();
  let links = 0;
  const documents = [...corpus.judged, ...[...others.keys()].flatMap((path) => corpus.document(path) ?? [])];
  for (const document of documents) {
    const { path } = document.facts;
    const folder = folderOf(byPath.get(path)?.to ?? path);
    const isMoving = folder !== folderOf(path);
    const wanted: { readonly link: LinkFact; readonly move: Moved }[] = [];
    for (const link of [...fieldLinks(document, workspace.config), ...document.facts.links]) {
      const found = resolveLink(document, link, corpus);
      const move = found.kind === 'file' ? byPath.get(found.path) : undefined;
      if (move && means(document, link)) wanted.push({ link, move });
      else if (isMoving && !move) {
        const stays = relativeTarget(path, link);
        if (stays !== null) wanted.push({ link, move: unmoved(stays) });
      }
    }
    if (wanted.length === 0) continue;
    const text = draft.read(path);
    if (!text.ok) return text;
    const patches = patchesOf(text.value, wanted, folder);
    if (patches.length === 0) continue;
    draft.write(path, applyPatches(text.value, patches));
    changed.add(path);
    links += patches.length;
  }
  for (const { from, to } of moves) {
    if (from === to) continue;
    const text = draft.read(from);
    if (!text.ok) return text;
    draft.rename(from, to);
  }
  return success({ files: [...changed].sort(), links });
}

function patchesOf(
  text: string,
  wanted: readonly { readonly link: LinkFact; readonly move: Moved }[],
  folder: string,
): TextPatch[] {
  // A definition that is used twice is two links in one place.
  const patches = new Map<number, TextPatch>();
  for (const { link, move } of wanted) {
    const start = link.span.offset;
    const end = start + link.span.length;
    const written = text.slice(start, end);
    const now = rewriteLink(link, written, move, folder);
    if (now !== written) patches.set(start, { start, end, text: now });
    // `[[PLAN-001-x|PLAN-001]]`: the text that is shown is the id.
    if (link.form === 'wiki' && move.oldId !== null && move.newId !== null && move.oldId !== move.newId) {
      const label = `|${move.oldId}]]`;
      if (text.startsWith(label, end))
        patches.set(end, { start: end, end: end + label.length, text: `|${move.newId}]]` });
    }
  }
  return [...patches.values()];
}

/** Where a relative destination leads from here; null where the link does not count from its folder. */
function relativeTarget(path: string, { form, target }: LinkFact): string | null {
  if (form !== 'markdown' && form !== 'image' && form !== 'html') return null;
  if (target === '' || /^(?:[/\\?]|[a-z][a-z0-9+.-]*:)/i.test(target)) return null;
  return joinPath(folderOf(path), target.replace(/\?.*$/s, ''));
}

function unmoved(path: string): Moved {
  return { from: path, to: path, oldId: null, newId: null, heading: null };
}
