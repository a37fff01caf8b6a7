import { textField } from '../../../model/document/document.js';
import type { TextReader } from '../../../workspace/files/readText.js';
import type { CommitOrder, FileHistory } from '../../../workspace/git/history/fileBirths.js';
import { loadPath } from '../loadDocument.js';

/** Which of several documents with one id came last, and how one knows. */
export interface NewerDocument {
  readonly path: string;
  /** A clause: `no commit holds it yet`. */
  readonly why: string;
}

/**
 * The document that came last: one that is not committed, one that the branch of others does not hold yet, one whose
 * commit follows those of the others, one with the later commit, at last by `created`. Null where nothing decides.
 */
export async function newerOf(
  files: TextReader,
  histories: readonly FileHistory[],
  order: CommitOrder,
): Promise<NewerDocument | null> {
  return (
    only(histories, ({ birth }) => birth === null, 'no commit holds it yet') ??
    only(
      histories,
      ({ published }) => published === false,
      'the branch that this one follows holds the other',
    ) ??
    (await lastInHistory(histories, order)) ??
    latest(histories, ({ birth }) => birth?.time, 'it was committed later') ??
    latest(await creationDates(files, histories), ({ created }) => created, 'it was created later')
  );
}

/** The one of which something is true, where it is not true of the others. */
function only(
  histories: readonly FileHistory[],
  holds: (one: FileHistory) => boolean,
  why: string,
): NewerDocument | null {
  const found = histories.filter(holds);
  const [first] = found;
  return first && found.length === 1 ? { path: first.path, why } : null;
}

async function lastInHistory(
  histories: readonly FileHistory[],
  order: CommitOrder,
): Promise<NewerDocument | null> {
  for (const { path, birth } of histories) {
    if (!birth) continue;
    const others = histories.filter((one) => one.path !== path);
    const follows = await Promise.all(
      others.map(
        async (other) =>
          other.birth !== null &&
          other.birth.commit !== birth.commit &&
          (await order.isAncestor(other.birth.commit, birth.commit)),
      ),
    );
    if (follows.every(Boolean)) return { path, why: 'the other was there when it was committed' };
  }
  return null;
}

function latest<T extends { readonly path: string }>(
  all: readonly T[],
  of: (one: T) => number | string | undefined,
  why: string,
): NewerDocument | null {
  const values = all.map(of);
  if (values.some((value) => value === undefined)) return null;
  const [last, before] = [...all].sort((a, b) => ((of(a) ?? 0) < (of(b) ?? 0) ? 1 : -1));
  return last && before && of(last) !== of(before) ? { path: last.path, why } : null;
}

async function creationDates(files: TextReader, histories: readonly FileHistory[]) {
  const dates: { readonly path: string; readonly created: string | undefined }[] = [];
  for (const { path } of histories) {
    const document = await loadPath(files, path);
    dates.push({ path, created: document.ok ? textField(document.value.facts, 'created') : undefined });
  }
  return dates;
}
