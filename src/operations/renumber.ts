import { textField, titleOf } from '../model/document.js';
import type { DocumentType } from '../model/documentType.js';
import { fileNameFor, formatId, type ParsedId, parseId } from '../model/ids.js';
import { folderOf, nameOf } from '../model/links/path.js';
import { failure, type Result, success } from '../model/result.js';
import { slugFromTitle } from '../model/slug.js';
import { nextIds } from '../workspace/allocate.js';
import { CommitOrder } from '../workspace/fileBirths.js';
import type { Mention } from '../workspace/mentioningFiles.js';
import { Attribution } from './attribution.js';
import { type Changed, change } from './change.js';
import { asciiFor } from './create.js';
import type { Draft } from './draft.js';
import { leftMentions } from './leftMentions.js';
import { editDocument } from './linking.js';
import { type LoadedDocument, loadPath } from './loadDocument.js';
import { type AmbiguousLink, type MovedReferences, moveDocuments } from './moving.js';
import { workspaceOf } from './openContext.js';
import { pathsOfId, type RenumberTarget, renumberTarget } from './renumberTarget.js';
import { defineVerb, required, text } from './verb.js';

/** What renumbering did beside writing links anew. */
export interface Renumbered extends Changed, MovedReferences {
  readonly from: string;
  readonly id: string;
  readonly path: string;
  /** Why this one of several documents with the id; null where it was named, or is the only one. */
  readonly why: string | null;
  /** Links that may mean another document of the old id; they were left as they are. */
  readonly undecided: readonly Undecided[];
  /** Where the old id still stands, in code or in files that hold no links; of an id that is free now. */
  readonly mentions: readonly Mention[];
  /** Files of the proof ledger that went along. */
  readonly ledger: number;
}

/** A link that was left as it is. */
export interface Undecided {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly written: string;
}

/** `renumber PLAN-007` */
export const verb = defineVerb({
  name: 'renumber',
  group: 'documents',
  summary: 'Give a document another number, and let everything follow',
  description:
    'Changes front matter, heading, file name, card, proof ledger and every link, in documents, on the board and in other markdown files of the repository. Without a number it gets the next free one.\n\nWhere two branches made the same id, the id alone stands for the younger document, as git knows it; in a terminal you choose. Each link goes to the document that it was written for, as far as its text or git tells; what could mean either stays, and is listed.',
  arguments: {
    document: required('an id or a path', { completes: 'id', value: 'id' }),
    to: text('the new id or number; the next free one where it is left out', { value: 'new-id' }),
  },
  options: {},
  examples: [
    { command: 'doc-ops renumber TASK-001', shows: 'the next free number, and every link follows' },
    { command: 'doc-ops renumber TASK-001 TASK-042 --dry-run', shows: 'every line that would change' },
    {
      command: 'doc-ops renumber dev_ops/tasks/TASK-001-log-in-with-a-passkey.md',
      shows: 'this one of two documents with the same id',
    },
  ],
  writes: true,
  needs: 'workspace',
  run: async (context, input) => {
    const target = await renumberTarget(context, workspaceOf(context), input.document);
    if (!target.ok) return target;
    return change<Renumbered>(context, 'renumber', (draft) => planRenumber(draft, target.value, input.to));
  },
});

async function planRenumber(
  draft: Draft,
  { path, id, sharing, histories, why }: RenumberTarget,
  wanted: string | undefined,
): Promise<Result<{ readonly data: Renumbered; readonly notes: readonly string[] }>> {
  const { types } = draft.workspace.config;
  const old = parseId(id, types);
  if (!old) throw new Error(`${id} is no id`);
  const document = await loadPath(draft, path);
  if (!document.ok) return document;
  const newId = await newIdOf(draft, old, wanted);
  if (!newId.ok) return newId;
  const to = `${folderOf(path)}/${fileNameFor(newId.value, await slugOf(document.value))}`;
  const attribution = new Attribution(draft, histories, new CommitOrder(draft.workspace));
  const undecided: AmbiguousLink[] = [];
  const moved = await moveDocuments(draft, [{ from: path, to, oldId: id, newId: newId.value }], {
    async attribute(links, corpus) {
      const meant = new Map<AmbiguousLink, string>();
      for (const link of links) {
        const one = await attribution.of(link, corpus);
        if (one === null) undecided.push(link);
        else meant.set(link, one);
      }
      return meant;
    },
    edit: () => setId(draft, path, newId.value),
  });
  if (!moved.ok) return moved;
  const others = sharing.filter((one) => one !== path);
  const namesOf = (paths: readonly string[]) =>
    histories.filter((one) => paths.includes(one.path)).flatMap(({ names }) => names);
  const { moveLedger } = await import('./plans/moveLedger.js');
  const ledger = await moveLedger(
    draft,
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
    mentions: others.length === 0 ? await leftMentions(draft, old.type, old.number) : [],
    ledger: ledger.value.files,
  };
  return success({ data, notes: notesOf(data, path, others, ledger.value.unknown) });
}

/** The id that was asked for, if it is free, else the next one. */
async function newIdOf(draft: Draft, old: ParsedId, wanted: string | undefined): Promise<Result<string>> {
  const { workspace } = draft;
  if (wanted === undefined) {
    const [number] = await nextIds(workspace, old.type);
    if (number === undefined) throw new Error('no id was given');
    return success(formatId(old.type, number));
  }
  const parsed = parseId(
    /^\d{1,9}$/.test(wanted) ? `${old.type.prefix}-${wanted}` : wanted,
    workspace.config.types,
  );
  if (!parsed) return failure('invalid-value', `'${wanted}' is no id`, { hint: hintFor(old.type) });
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
  const [holder] = await pathsOfId(workspace, parsed.id);
  if (holder !== undefined)
    return failure('exists', `${parsed.id} is the id of ${holder}`, { hint: hintFor(old.type) });
  const { ledgerTexts } = await import('../workspace/ledger/ledgerFiles.js');
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

/** What stands behind the id in the file name stays; a file without an id in its name gets its title's slug. */
async function slugOf({ path, facts }: LoadedDocument): Promise<string> {
  const stem = /^[A-Za-z][A-Za-z0-9]*-\d{1,9}(?:-(.*))?\.md$/i.exec(nameOf(path));
  if (stem) return stem[1] ?? '';
  const title = titleOf(facts);
  return slugFromTitle(title, await asciiFor(title));
}

/** A document without an id in its front matter goes by its file name alone. */
async function setId(draft: Draft, path: string, id: string): Promise<Result<null>> {
  const document = await loadPath(draft, path);
  if (!document.ok) return document;
  if (textField(document.value.facts, 'id') === undefined) {
    const [problem] = document.value.facts.problems;
    return problem
      ? failure('invalid-document', `the front matter of ${path} cannot be read: ${problem.message}`, {
          place: { path, line: problem.span.line, column: problem.span.column },
        })
      : success(null);
  }
  return editDocument(draft, document.value, [{ kind: 'set', key: 'id', value: id }]);
}

const shownPlaces = 5;

function places(all: readonly { readonly path: string; readonly line: number }[]): string {
  const shown = all.slice(0, shownPlaces).map(({ path, line }) => `${path}:${line}`);
  const more = all.length - shown.length;
  return `${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

function notesOf(
  { from, why, links, files, undecided, mentions, ledger }: Renumbered,
  path: string,
  others: readonly string[],
  unknown: readonly string[],
): string[] {
  const notes: string[] = [];
  if (why !== null) notes.push(`${path} is the younger one: ${why}`);
  notes.push(`${count(links, 'link')} written anew in ${count(files.length, 'file')}`);
  if (ledger > 0) notes.push(`${count(ledger, 'file')} of its proof ledger went along`);
  if (others.length > 1)
    notes.push(`${others.length} documents still have the id ${from}: ${others.join(', ')}`);
  if (undecided.length > 0)
    notes.push(
      `${count(undecided.length, 'link')} to ${from} may mean either and stay as they are: ${places(undecided)}`,
    );
  if (unknown.length > 0)
    notes.push(`nothing says whose these proofs are, they stay with ${from}: ${unknown.join(', ')}`);
  if (mentions.length > 0)
    notes.push(
      `${from} still stands, not as a link, in ${count(mentions.length, 'line')}: ${places(mentions)}`,
    );
  return notes;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
