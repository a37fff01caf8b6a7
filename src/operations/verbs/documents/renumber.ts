import type { Config } from '../../../model/config/config.js';
import { textField, titleOf } from '../../../model/document/document.js';
import type { DocumentType } from '../../../model/document/type.js';
import { fileNameFor, formatId, type ParsedId, parseId } from '../../../model/ids.js';
import { fieldKinds } from '../../../model/links/fieldLinks.js';
import { folderOf, nameOf } from '../../../model/links/path.js';
import { failure, type Result, success } from '../../../model/result.js';
import { slugFromTitle } from '../../../model/slug.js';
import { pathsOfId } from '../../../workspace/corpus/locate.js';
import { CommitOrder } from '../../../workspace/git/history/fileBirths.js';
import { nextIds } from '../../../workspace/ids/allocate.js';
import type { Transaction } from '../../../workspace/transaction/transaction.js';
import { type LoadedDocument, loadPath } from '../../documents/loadDocument.js';
import { Attribution } from '../../documents/move/attribution.js';
import { leftMentions } from '../../documents/move/leftMentions.js';
import { type AmbiguousLink, moveDocuments } from '../../documents/move/moveDocuments.js';
import { notesOf, type Renumbered } from '../../documents/move/renumbered.js';
import { type RenumberTarget, renumberTarget } from '../../documents/move/renumberTarget.js';
import { editDocument } from '../../links/linkDocuments.js';
import { workspaceOf } from '../../openContext.js';
import { type Committed, transact } from '../../transact.js';
import { defineVerb, required, text } from '../../verb.js';
import { asciiFor } from './create.js';

export const verb = defineVerb({
  name: 'renumber',
  summary: 'Give a document another id, and update everything that names it',
  description:
    'Changes front matter, heading, file name, card and ledger, and every link in documents, on the board and in other markdown files of the repository.\n\nIf two branches made the same id, the id means the newer document; in a terminal you choose. Each link then follows the document that it means, as far as its text or git shows; the rest keep the old id and are listed.',
  arguments: {
    document: required('an id or a path', { completes: 'id', value: 'id' }),
    to: text('the new id or number; default is the next free one', { value: 'new-id' }),
  },
  examples: {
    'doc-ops renumber TASK-001': 'takes the next free number and updates every link',
    'doc-ops renumber TASK-001 TASK-042 --dry-run': 'shows every line that would change',
    'doc-ops renumber dev_ops/tasks/TASK-001-log-in-with-a-passkey.md':
      'renumbers this one of two documents with the same id',
  },
  writes: true,
  run: async (context, input) => {
    const target = await renumberTarget(context, workspaceOf(context), input.document);
    if (!target.ok) return target;
    return transact<Renumbered>(context, 'renumber', (transaction) =>
      planRenumber(transaction, target.value, input.to),
    );
  },
});

async function planRenumber(
  transaction: Transaction,
  { path, id, sharing, histories, why }: RenumberTarget,
  wanted: string | undefined,
): Promise<Result<Committed<Renumbered>>> {
  const { types } = transaction.workspace.config;
  const old = parseId(id, types);
  if (!old) throw new Error(`${id} is not an id`);
  const document = await loadPath(transaction, path);
  if (!document.ok) return document;
  const newId = await newIdOf(transaction, old, wanted);
  if (!newId.ok) return newId;
  const to = `${folderOf(path)}/${fileNameFor(newId.value, await slugOf(document.value))}`;
  const attribution = new Attribution(transaction, histories, new CommitOrder(transaction.workspace));
  const undecided: AmbiguousLink[] = [];
  const shared: AmbiguousLink[] = [];
  const moved = await moveDocuments(transaction, [{ from: path, to, oldId: id, newId: newId.value }], {
    async attribute(links, corpus) {
      const meant = new Map<AmbiguousLink, string>();
      for (const one of links) {
        const meaning = await attribution.of(one, corpus);
        if (meaning === null || (meaning === 'all' && !isInList(one, corpus.config))) undecided.push(one);
        else if (meaning === 'all') shared.push(one);
        else meant.set(one, meaning.path);
      }
      return meant;
    },
    async edit() {
      const own = await setId(transaction, path, newId.value);
      return own.ok ? nameBoth(transaction, shared, newId.value) : own;
    },
  });
  if (!moved.ok) return moved;
  const [unread] = moved.value.unread;
  if (unread !== undefined) {
    return failure(
      'invalid-document',
      `${unread} names ${id}, but cannot be read: its links would stay behind`,
      {
        place: { path: unread },
        hint: 'mend it first, conflict markers for instance; doc-ops validate says what is wrong',
      },
    );
  }
  const others = sharing.filter((one) => one !== path);
  const namesOf = (paths: readonly string[]) =>
    histories.filter((one) => paths.includes(one.path)).flatMap(({ names }) => names);
  const { moveLedger } = await import('../../plans/moveLedger.js');
  const ledger = await moveLedger(
    transaction,
    id,
    newId.value,
    others.length === 0
      ? null
      : {
          names: namesOf([path]),
          others: namesOf(others),
          sideOf: async (file) => {
            const side = await attribution.sideOfFile(file, sharing);
            return side === null ? null : side === path;
          },
        },
  );
  if (!ledger.ok) return ledger;
  const left = undecided.map(({ document: { facts }, link }) => ({
    path: facts.path,
    line: link.span.line,
    column: link.span.column,
    written: link.target,
  }));
  const data = {
    message: `${id} is now ${newId.value}: ${to}`,
    subjects: [{ id: newId.value, path: to }],
    from: id,
    id: newId.value,
    path: to,
    why,
    ...moved.value,
    undecided: left,
    mentions: others.length === 0 ? await leftMentions(transaction, old.type, old.number) : [],
    ledger: ledger.value.files,
  };
  return transaction.commit({ data, notes: notesOf(data, path, others, ledger.value.unknown) });
}

/** The id that was asked for, if it is free, else the next one. */
async function newIdOf(
  transaction: Transaction,
  old: ParsedId,
  wanted: string | undefined,
): Promise<Result<string>> {
  const { workspace } = transaction;
  if (wanted === undefined) {
    const [number] = await nextIds(workspace, old.type);
    if (number === undefined) throw new Error('no id was given');
    return success(formatId(old.type, number));
  }
  const parsed = parseId(
    /^\d{1,9}$/.test(wanted) ? `${old.type.prefix}-${wanted}` : wanted,
    workspace.config.types,
  );
  if (!parsed) return failure('invalid-value', `'${wanted}' is not a valid id`, { hint: hintFor(old.type) });
  if (parsed.type !== old.type) {
    return failure(
      'invalid-value',
      `${old.id} is of type ${old.type.name}, ${parsed.id} of type ${parsed.type.name}`,
      {
        hint: hintFor(old.type),
      },
    );
  }
  if (parsed.id === old.id) return failure('invalid-value', `${old.id} has this number already`);
  const [holder] = await pathsOfId(workspace, parsed);
  if (holder !== undefined)
    return failure('exists', `${parsed.id} is the id of ${holder}`, { hint: hintFor(old.type) });
  const { ledgerTexts } = await import('../../../workspace/ledger/ledgerFiles.js');
  const [proof] = ledgerTexts(workspace, parsed.id);
  if (proof) {
    return failure(
      'exists',
      `${parsed.id} was the id of a plan whose proofs are kept: ${folderOf(proof.path)}`,
      {
        hint: hintFor(old.type),
      },
    );
  }
  return success(parsed.id);
}

function hintFor({ prefix }: DocumentType): string {
  return `name an id such as ${prefix}-042 that nobody has, or leave it out for the next free one`;
}

/** The text after the id in the file name stays; a file without an id in its name gets its title's slug. */
async function slugOf({ path, facts }: LoadedDocument): Promise<string> {
  const stem = /^[A-Za-z][A-Za-z0-9]*-\d{1,9}(?:-(.*))?\.md$/i.exec(nameOf(path));
  if (stem) return stem[1] ?? '';
  const title = titleOf(facts);
  return slugFromTitle(title, await asciiFor(title));
}

/** A document without an id in its front matter goes by its file name alone. */
async function setId(transaction: Transaction, path: string, id: string): Promise<Result<null>> {
  const document = await loadPath(transaction, path);
  if (!document.ok) return document;
  if (textField(document.value.facts, 'id') === undefined) {
    const [problem] = document.value.facts.problems;
    return problem
      ? failure('invalid-document', `the front matter of ${path} cannot be read: ${problem.message}`, {
          place: { path, line: problem.span.line, column: problem.span.column },
        })
      : success(null);
  }
  return editDocument(transaction, document.value, [{ kind: 'set', key: 'id', value: id }]);
}

/** Whether a link is an item of a list of ids, beside which another can stand. */
function isInList({ document, link }: AmbiguousLink, config: Config): boolean {
  const kind =
    document.type && link.field ? fieldKinds(document.type, config).get(link.field)?.kind : undefined;
  return kind === 'ids' || kind === 'references';
}

/** Put the new id beside the old one where both documents are meant. */
async function nameBoth(
  transaction: Transaction,
  links: readonly AmbiguousLink[],
  id: string,
): Promise<Result<null>> {
  for (const { document, link } of links) {
    const loaded = await loadPath(transaction, document.facts.path);
    if (!loaded.ok) return loaded;
    const edited = editDocument(transaction, loaded.value, [
      { kind: 'add', key: link.field ?? '', items: [id] },
    ]);
    if (!edited.ok) return edited;
  }
  return success(null);
}
