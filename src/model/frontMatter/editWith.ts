import { failure, type Problem, type Result, success } from '../result.js';
import { applyPatches, lineEnding, lineStarts, spanAt, type TextPatch } from '../text.js';
import { setInBrokenYaml } from './editBroken.js';
import { addEntry, entryLines, newValue, setEntry } from './editEntry.js';
import { addItems, removeItems } from './editList.js';
import { type FieldEdit, type FieldValue, isList } from './fieldEdit.js';
import { inWrittenOrder } from './itemOrder.js';
import type { MapEntry, MapNode } from './node.js';
import { type Page, removeEntry } from './page.js';
import type { ParsedFrontMatter } from './parsed.js';
import { type FrontMatterReader, readFrontMatter } from './quick.js';
import { splitFrontMatter } from './split.js';
import { isUnharmed } from './unharmed.js';
import { writeKey } from './writeScalar.js';

/**
 * `editFrontMatter` with the reader for front matter that is not simple as an argument; null where it is needed and
 * not given.
 */
export function editFrontMatterWith(
  text: string,
  edits: readonly FieldEdit[],
  reader?: FrontMatterReader,
): Result<string> | null {
  let result = text;
  for (const edit of edits) {
    const applied = applyEdit(result, edit, reader);
    if (!applied?.ok) return applied;
    result = applied.value;
  }
  return success(result);
}

function applyEdit(
  text: string,
  edit: FieldEdit,
  reader: FrontMatterReader | undefined,
): Result<string> | null {
  const wrong = checkKeys(edit);
  if (wrong) return wrong;
  const parsed = readFrontMatter(text, lineStarts(text), reader);
  if (!parsed) return null;
  const split = splitFrontMatter(text);
  if (split.kind === 'none') return success(startFrontMatter(text, edit));
  const [problem] = parsed.problems;
  if (split.kind !== 'found') return refuse(problem);
  const { root } = parsed;
  if (!root || isTouched(root, parsed, edit.key)) return editUnreadable(text, edit, parsed);
  if (root.flow) {
    return failure('refused', 'front matter in { } is not changed', {
      place: placeOf(text, root.start),
      hint: 'write one key a line',
    });
  }
  const page: Page = { text, split, root, eol: lineEnding(text.slice(split.open)) };
  const patches = patchesFor(page, edit);
  const edited = patches.length === 0 ? text : dropEmptyFences(applyPatches(text, patches));
  if (edited === text) return success(text);
  const after = readFrontMatter(edited, lineStarts(edited), reader);
  if (!after) return null;
  return isUnharmed(parsed, after, edit) ? success(edited) : cannotChange(text, edit, root.start);
}

/** Whether a problem (a duplicate key, an anchor) is about this key; others do not prevent an edit of it. */
function isTouched(root: MapNode, { problems }: ParsedFrontMatter, name: string): boolean {
  const own = root.entries.filter(({ key }) => key.value === name);
  return problems.some(({ span }) =>
    own.some(({ key, value }) => span.offset >= key.start && span.offset < Math.max(value.end, key.end)),
  );
}

function patchesFor(page: Page, edit: FieldEdit): TextPatch[] {
  const entry: MapEntry | undefined = page.root.entries.find(({ key }) => key.value === edit.key);
  switch (edit.kind) {
    case 'set':
      if (entry) return setEntry(page, entry, edit.value);
      return addEntry(page, edit.key, edit.value, edit.after);
    case 'unset':
      return entry ? removeEntry(page, entry) : [];
    case 'add':
      if (entry) return addItems(page, entry, edit.items);
      return edit.items.length === 0 ? [] : addEntry(page, edit.key, firstItems(edit.items), edit.after);
    case 'remove':
      return entry ? removeItems(page, entry, edit.items) : [];
  }
}

function firstItems(items: readonly string[]): readonly string[] {
  return inWrittenOrder([...new Set(items)]);
}

/** Front matter for a document that has none, where the edit sets something. */
function startFrontMatter(text: string, edit: FieldEdit): string {
  const value: FieldValue | null =
    edit.kind === 'set' ? edit.value : edit.kind === 'add' ? firstItems(edit.items) : null;
  if (value === null || (edit.kind === 'add' && isList(value) && value.length === 0)) return text;
  const eol = lineEnding(text);
  const open = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  const lines = ['---', ...entryLines(edit.key, newValue(value, '  ', '  '), ''), '---', '', ''];
  return text.slice(0, open) + lines.join(eol) + text.slice(open);
}

/** Remove fences that an edit left empty, and the blank line below them. */
function dropEmptyFences(text: string): string {
  const split = splitFrontMatter(text);
  if (split.kind !== 'found' || text.slice(split.yamlStart, split.yamlEnd).trim() !== '') return text;
  const below = /^[ \t]*(?:\r?\n|$)/.exec(text.slice(split.bodyStart))?.[0] ?? '';
  const without = text.slice(0, split.open) + text.slice(split.bodyStart + below.length);
  // What was a thematic break in the body must not become an opening fence.
  return splitFrontMatter(without).kind === 'none' ? without : text;
}

/** In front matter that is not valid YAML, only one edit is possible: set a text that is on a line of its own. */
function editUnreadable(text: string, edit: FieldEdit, parsed: ParsedFrontMatter): Result<string> {
  const split = splitFrontMatter(text);
  const [problem] = parsed.problems;
  const [first] = problem?.kind === 'too-large' || problem?.kind === 'yaml-not-mapping' ? [null] : [edit];
  if (split.kind !== 'found' || first?.kind !== 'set' || typeof first.value !== 'string')
    return refuse(problem);
  const patch = setInBrokenYaml(text, split, first.key, first.value);
  return patch ? success(applyPatches(text, [patch])) : refuse(problem);
}

function refuse(problem: ParsedFrontMatter['problems'][number] | undefined): Result<string> {
  const more: Omit<Problem, 'code' | 'message'> = problem
    ? { place: { path: '', line: problem.span.line, column: problem.span.column } }
    : {};
  return failure('invalid-document', problem?.message ?? 'the front matter cannot be read', {
    ...more,
    hint: 'fix the front matter by hand first; doc-ops edits only front matter that it can read',
  });
}

function cannotChange(text: string, { key }: FieldEdit, at: number): Result<string> {
  return failure('refused', `'${key}' cannot be changed without changing something else`, {
    place: placeOf(text, at),
    hint: 'change it by hand',
  });
}

function checkKeys(edit: FieldEdit): Result<string> | null {
  const keys = [edit.key];
  if (edit.kind === 'set' && typeof edit.value !== 'string' && !isList(edit.value)) {
    keys.push(...Object.keys(edit.value));
  }
  const wrong = keys.find((key) => writeKey(key) === null);
  if (wrong === undefined) return null;
  return failure(
    'invalid-value',
    wrong === '' ? 'a key cannot be empty' : 'a key has at most 256 characters',
  );
}

function placeOf(text: string, at: number): { path: string; line: number; column: number } {
  const { line, column } = spanAt(lineStarts(text), at, at);
  return { path: '', line, column };
}
