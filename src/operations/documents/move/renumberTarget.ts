import { titleOf } from '../../../model/document/document.js';
import { parseId } from '../../../model/ids.js';
import { nameOf } from '../../../model/links/path.js';
import { failure, type Result, success } from '../../../model/result.js';
import { pathsOfId } from '../../../workspace/corpus/locate.js';
import { readerOf } from '../../../workspace/files/readText.js';
import { CommitOrder, type FileHistory, fileHistories } from '../../../workspace/git/history/fileBirths.js';
import type { Workspace } from '../../../workspace/workspace.js';
import type { Context } from '../../verb.js';
import { loadDocument, loadPath } from '../loadDocument.js';
import { type NewerDocument, newerOf } from './newerDocument.js';

/** The document that gets a new number. */
export interface RenumberTarget {
  readonly path: string;
  readonly id: string;
  /** Paths of all documents of the id, in order. */
  readonly sharing: readonly string[];
  /** Of several the histories. */
  readonly histories: readonly FileHistory[];
  /** Why it was chosen among several; null where it was named, or is the only one. */
  readonly why: string | null;
}

/**
 * Find the document of an id or path. Of several with the id the newer is proposed, and a person at the terminal
 * chooses; without one it is taken, and where nothing tells which it is the choice is handed back.
 */
export async function renumberTarget(
  context: Context,
  workspace: Workspace,
  reference: string,
): Promise<Result<RenumberTarget>> {
  const wanted = parseId(reference, workspace.config.types);
  const sharing = wanted ? await pathsOfId(workspace, wanted) : [];
  if (!wanted || sharing.length < 2) return namedTarget(workspace, reference);
  const histories = await fileHistories(workspace, sharing);
  const newer = await newerOf(readerOf(workspace), histories, new CommitOrder(workspace));
  const chosen = await choose(context, workspace, wanted.id, histories, newer);
  return chosen.ok ? success({ ...chosen.value, id: wanted.id, sharing, histories }) : chosen;
}

async function namedTarget(workspace: Workspace, reference: string): Promise<Result<RenumberTarget>> {
  const loaded = await loadDocument(readerOf(workspace), reference);
  if (!loaded.ok) return loaded;
  const { id, path } = loaded.value;
  const parsed = id === null ? null : parseId(id, workspace.config.types);
  if (!parsed) {
    return failure('invalid-value', `${path} is not a document with an id`, {
      hint: 'doc-ops list shows the documents',
    });
  }
  const sharing = await pathsOfId(workspace, parsed);
  const histories = sharing.length > 1 ? await fileHistories(workspace, sharing) : [];
  return success({ path, id: parsed.id, sharing, histories, why: null });
}

async function choose(
  { person }: Context,
  workspace: Workspace,
  id: string,
  histories: readonly FileHistory[],
  newer: NewerDocument | null,
): Promise<Result<{ readonly path: string; readonly why: string | null }>> {
  const { length } = histories;
  if (!person) {
    if (newer) return success(newer);
    const paths = histories.map(({ path }) => path).join(', ');
    return failure(
      'ambiguous',
      `${id} is the id of ${length} documents, and nothing tells which is newer: ${paths}`,
      {
        hint: `name the one that shall get another id: doc-ops renumber ${histories[0]?.path ?? id}`,
      },
    );
  }
  const ordered = [...histories].sort(
    (a, b) => Number(b.path === newer?.path) - Number(a.path === newer?.path),
  );
  const choices = new Map<string, string>();
  for (const one of ordered) choices.set(await describe(workspace, one, newer), one.path);
  const question = `${id} is the id of ${length} documents. Which one gets a new id?`;
  const answer = await person.choose(question, [...choices.keys()]);
  const path = answer === null ? undefined : choices.get(answer);
  if (path === undefined) return failure('needs-person', 'nothing was chosen, nothing was changed');
  return success({ path, why: path === newer?.path ? newer.why : null });
}

/** `PLAN-007-login.md, "Login" (2026-11-20 by Ada): the newer, it was committed later` */
async function describe(
  workspace: Workspace,
  { path, birth }: FileHistory,
  newer: NewerDocument | null,
): Promise<string> {
  const loaded = await loadPath(readerOf(workspace), path);
  const title = loaded.ok ? `, “${titleOf(loaded.value.facts)}”` : '';
  const made = birth
    ? `${new Date(birth.time * 1000).toISOString().slice(0, 10)} by ${birth.author}`
    : 'not committed';
  const note = newer?.path === path ? `: the newer, ${newer.why}` : '';
  return `${nameOf(path)}${title} (${made})${note}`;
}
