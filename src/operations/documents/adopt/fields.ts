import type { Config } from '../../../model/config/config.js';
import { field, textField } from '../../../model/document/document.js';
import type { DocumentType } from '../../../model/document/type.js';
import type { FieldEdit, FieldValue } from '../../../model/frontMatter/edit.js';
import { compareIds } from '../../../model/ids.js';
import { fieldOrder } from '../fieldOrder.js';
import type { Candidate } from './candidate.js';

/** The key that says which file a decision was taken over from, so that it is not taken over twice. */
export const originKey = 'adopted_from';

/** Which decisions of a folder take the place of which; and what was named there but is not in it. */
export interface Succession {
  readonly supersedes: Set<string>;
  readonly supersededBy: Set<string>;
  readonly unknown: Set<string>;
}

/** Read from both sides, since old records often name only one. By id. */
export function successions(candidates: readonly Candidate[]): Map<string, Succession> {
  const result = new Map<string, Succession>(
    candidates.map(({ id }) => [id, { supersedes: new Set(), supersededBy: new Set(), unknown: new Set() }]),
  );
  const join = (newer: string, older: string) => {
    result.get(newer)?.supersedes.add(older);
    result.get(older)?.supersededBy.add(newer);
  };
  for (const { id, record } of candidates) {
    const find = (target: string) => {
      const found = idOf(target, candidates);
      if (found === undefined || found === id) result.get(id)?.unknown.add(target);
      return found === id ? undefined : found;
    };
    for (const older of record.supersedes.map(find)) if (older !== undefined) join(id, older);
    for (const newer of record.supersededBy.map(find)) if (newer !== undefined) join(newer, id);
  }
  return result;
}

/** The decision that a link target, a file name, `ADR-0005` or `5` names. */
function idOf(target: string, candidates: readonly Candidate[]): string | undefined {
  const name = decode(target)
    .replace(/[#?].*$/, '')
    .replace(/^.*\//, '')
    .replace(/\.md$/i, '');
  const byName = candidates.find((one) => one.name.replace(/\.md$/i, '') === name);
  if (byName) return byName.id;
  const number = /^(?:adr[-_ #]*)?(\d{1,5})$/i.exec(name)?.[1];
  return number === undefined
    ? undefined
    : candidates.find(({ record }) => record.number === Number(number))?.id;
}

function decode(target: string): string {
  try {
    return decodeURIComponent(target);
  } catch {
    // A stray percent sign: the name is the text itself.
    return target;
  }
}

/** What the front matter gets, and what had to be guessed. */
export function adoptionEdits(
  config: Config,
  type: DocumentType,
  { id, from, record, facts }: Candidate,
  succession: Succession | undefined,
  today: string,
): { edits: FieldEdit[]; status: string; notes: string[] } {
  const order = fieldOrder(config, type);
  const edits: FieldEdit[] = [];
  const set = (key: string, value: FieldValue) => {
    const place = order.indexOf(key);
    edits.push({ kind: 'set', key, value, after: place < 0 ? order : order.slice(0, place) });
  };
  const status = record.status?.status ?? (record.status ? 'Proposed' : 'Accepted');
  const lists = {
    supersedes: [...(succession?.supersedes ?? [])].sort(compareIds),
    superseded_by: [...(succession?.supersededBy ?? [])].sort(compareIds),
  };
  set('id', id);
  if (textField(facts, 'title') !== record.title) set('title', record.title);
  set('status', status);
  if (record.deciders.length > 0 && !field(facts, 'deciders')) set('deciders', [...record.deciders]);
  for (const [key, ids] of Object.entries(lists)) if (ids.length > 0) set(key, ids);
  set('created', record.date ?? today);
  if (record.tags.length > 0 && !field(facts, 'tags')) set('tags', [...record.tags]);
  set(originKey, from);
  return { edits, status, notes: notesOn(record, status, lists.superseded_by, succession) };
}

function notesOn(
  { status: written, date }: Candidate['record'],
  status: string,
  successors: readonly string[],
  succession: Succession | undefined,
): string[] {
  const notes: string[] = [];
  if (!written) notes.push(`no status found, took ${status}`);
  else if (status !== 'Superseded' && !written.written.toLowerCase().includes(status.toLowerCase()))
    notes.push(`status '${written.written}' taken as ${status}`);
  if (date === null) notes.push('no date found, took today');
  for (const target of succession?.unknown ?? []) notes.push(`'${target}' is none of the decisions here`);
  if (status === 'Superseded' && successors.length === 0)
    notes.push('superseded, but it does not say by what: add superseded_by');
  return notes;
}
