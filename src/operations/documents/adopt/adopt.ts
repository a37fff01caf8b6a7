import type { InferOutput } from 'valibot';
import { isDecisionName, isNumberedName, readDecisionRecord } from '../../../interop/decisionRecord.js';
import { readForeignFields } from '../../../interop/foreignFrontMatter.js';
import { relocateLinks } from '../../../interop/relocate.js';
import { identify } from '../../../model/document/identify.js';
import type { DocumentType } from '../../../model/document/type.js';
import { isDecision } from '../../../model/document/type.js';
import { editFrontMatter } from '../../../model/frontMatter/edit.js';
import { fileNameFor, formatId } from '../../../model/ids.js';
import { failure, type Result, success } from '../../../model/result.js';
import { slugFromTitle } from '../../../model/slug.js';
import { namesOf } from '../../../workspace/corpus/locate.js';
import { listFolder } from '../../../workspace/files/listing/listFolder.js';
import { nextIds } from '../../../workspace/ids/allocate.js';
import type { Transaction } from '../../../workspace/transaction/transaction.js';
import type { adoption, adoptionReport } from '../../verbs/output/start.js';
import { factsOf } from '../loadDocument.js';
import type { Candidate } from './candidate.js';
import { adoptionEdits, originKey, successions } from './fields.js';

/** A decision that was taken over. */
export type Adoption = InferOutput<typeof adoption>;

export type AdoptionReport = InferOutput<typeof adoptionReport>;

const usualFolders = ['docs', 'doc', 'documentation', '.'].flatMap((base) =>
  [
    'adr',
    'adrs',
    'ADR',
    'decisions',
    'architecture/decisions',
    'architecture/adr',
    'architecture-decisions',
  ].map((name) => (base === '.' ? name : `${base}/${name}`)),
);

/** Folders in the usual places that hold numbered or dated decisions. */
export function findDecisionFolders(root: string): { readonly folder: string; readonly count: number }[] {
  return usualFolders
    .map((folder) => ({ folder, count: listFolder(root, folder).filter(isNumberedName).length }))
    .filter(({ count }) => count > 0);
}

/**
 * Make an ADR document of every decision in a folder: id, title, status, date, deciders and what it supersedes in
 * front matter, the body byte for byte but for relative links, which lead from the new place to where they led. The
 * originals stay. Decisions that were taken over before are left.
 */
export async function adoptDecisions(
  transaction: Transaction,
  folder: string,
): Promise<Result<AdoptionReport>> {
  const { workspace } = transaction;
  const type = workspace.config.types.find(isDecision);
  if (!type) return failure('unknown-type', 'no type adr to take decisions over into');
  if (folder === workspace.folder || folder.startsWith(`${workspace.folder}/`))
    return failure('usage', `${folder} holds documents of doc-ops already`);
  const names = listFolder(workspace.root, folder).filter(isDecisionName).sort();
  if (names.length === 0) {
    return failure('usage', `${folder} holds no decisions`, {
      hint: 'decisions are markdown files such as 0001-use-postgres.md',
    });
  }
  const skipped: { from: string; reason: string }[] = [];
  const known = originsOf(transaction, type);
  const read: Omit<Candidate, 'id' | 'path'>[] = [];
  for (const name of names) {
    const from = `${folder}/${name}`;
    if (known.has(from)) skipped.push({ from, reason: `taken over before, as ${known.get(from)}` });
    else {
      const source = await readSource(transaction, from, name);
      if (source.ok) read.push(source.value);
      else skipped.push({ from, reason: source.problem.message });
    }
  }
  const candidates = await withIds(transaction, type, read);
  return write(transaction, type, folder, candidates, skipped);
}

async function readSource(
  transaction: Transaction,
  from: string,
  name: string,
): Promise<Result<Omit<Candidate, 'id' | 'path'>>> {
  const text = transaction.read(from);
  if (!text.ok) return text;
  const fields = await readForeignFields(text.value);
  if (!fields.ok) return fields;
  const facts = await factsOf(from, text.value, transaction.workspace.config.types);
  const [problem] = facts.problems;
  if (problem) return failure('invalid-document', problem.message);
  return success({
    name,
    from,
    text: text.value,
    facts,
    record: readDecisionRecord(name, text.value, facts, fields.value),
  });
}

/** Where the documents that were taken over before came from: original → id. */
function originsOf(transaction: Transaction, type: DocumentType): Map<string, string> {
  const origins = new Map<string, string>();
  for (const archived of [false, true]) {
    for (const path of namesOf(transaction.workspace, type, archived)) {
      const { id } = identify(path, {}, transaction.workspace);
      const text = transaction.read(path);
      const origin = text.ok
        ? new RegExp(`^${originKey}:[ \\t]*(.+?)[ \\t]*\\r?$`, 'm').exec(text.value)?.[1]
        : undefined;
      if (origin !== undefined && id !== null) origins.set(origin.replace(/^(["'])(.*)\1$/, '$2'), id);
    }
  }
  return origins;
}

/** A decision keeps its number where nobody else has it; the others follow in the order of their names. */
async function withIds(
  transaction: Transaction,
  type: DocumentType,
  read: readonly Omit<Candidate, 'id' | 'path'>[],
): Promise<Candidate[]> {
  const [next = 1] = await nextIds(transaction.workspace, type);
  const numbers = new Map<string, number>();
  const used = new Set<number>();
  for (const { name, record } of read) {
    const { number } = record;
    if (number === null || used.has(number) || (next > 1 && number < next)) continue;
    used.add(number);
    numbers.set(name, number);
  }
  let free = Math.max(next, ...[...used].map((number) => number + 1));
  const candidates: Candidate[] = [];
  for (const one of read) {
    const id = formatId(type, numbers.get(one.name) ?? free++);
    const slug = slugFromTitle(one.record.title, await transliteration(one.record.title));
    const path = `${transaction.workspace.folder}/${type.folder}/${fileNameFor(id, slug)}`;
    candidates.push({ ...one, id, path });
  }
  return candidates;
}

async function transliteration(title: string): Promise<(text: string) => string> {
  if (/^[\x00-\x7f]*$/.test(title)) return (text) => text;
  return (await import('any-ascii')).default;
}

function write(
  transaction: Transaction,
  type: DocumentType,
  folder: string,
  candidates: readonly Candidate[],
  skipped: AdoptionReport['skipped'][number][],
): Result<AdoptionReport> {
  const { workspace } = transaction;
  const adopted: Adoption[] = [];
  const along = new Map(candidates.map(({ from, path }) => [from, path]));
  const relations = successions(candidates);
  const today = workspace.environment.now().toISOString().slice(0, 10);
  for (const candidate of candidates) {
    const { from, path, id, text, facts } = candidate;
    const moved = relocateLinks(text, facts, {
      from: folder,
      to: `${workspace.folder}/${type.folder}`,
      along,
    });
    const { edits, status, notes } = adoptionEdits(
      workspace.config,
      type,
      candidate,
      relations.get(id),
      today,
    );
    const edited = editFrontMatter(moved, edits);
    if (!edited.ok) skipped.push({ from, reason: edited.problem.message });
    else {
      transaction.create(path, edited.value);
      adopted.push({ from, path, id, status, notes });
    }
  }
  return success({ adopted, skipped });
}
