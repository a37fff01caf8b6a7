import { type BoardDocument, boardDifferences, type Difference } from '../model/board/sync.js';
import type { Corpus } from '../model/corpus.js';
import { titleOf } from '../model/document/document.js';
import { canonicalStatus } from '../model/document/type.js';
import { relationNames } from '../model/links/relations.js';
import { eachCard } from './boardRule.js';
import { fieldOf, isReadable, type ManagedDocument, textOf } from './managed.js';
import { eachId } from './relationEdges.js';

const known = new WeakMap<Corpus, readonly Difference[]>();

/** Where the board and the documents on it disagree; compared once for all rules. */
export function boardComparison(corpus: Corpus): readonly Difference[] {
  let differences = known.get(corpus);
  if (!differences) {
    differences = corpus.board
      ? boardDifferences(corpus.board.board, documentsOnBoard(corpus), corpus.config)
      : [];
    known.set(corpus, differences);
  }
  return differences;
}

/** Readable documents that have a card; of several with one id the first. */
function documentsOnBoard(corpus: Corpus): BoardDocument[] {
  const ids = new Set<string>();
  if (corpus.board) eachCard(corpus.board.board, ({ id }) => id !== null && ids.add(id));
  const names = relationNames(corpus.config.relations);
  return [...ids].flatMap((id) => {
    const [path] = corpus.pathsOf(id);
    const document = path === undefined ? undefined : corpus.document(path);
    if (!document || document.archived || !isReadable(document)) return [];
    const status = canonicalStatus(document.type, textOf(document, 'status'));
    return status === undefined ? [] : [boardDocument(id, document, status, names, corpus)];
  });
}

function boardDocument(
  id: string,
  document: ManagedDocument,
  status: string,
  names: readonly string[],
  corpus: Corpus,
): BoardDocument {
  const relations: Record<string, string[]> = {};
  for (const name of names) {
    const field = fieldOf(document, name);
    const ids: string[] = [];
    if (field) eachId(field, corpus, (other) => ids.push(other));
    if (ids.length > 0) relations[name] = ids;
  }
  return { id, type: document.type, status, title: titleOf(document.facts), relations };
}
