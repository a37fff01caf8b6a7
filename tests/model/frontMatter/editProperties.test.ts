import { deepStrictEqual } from 'node:assert/strict';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { YamlValue } from '../../../src/model/document/facts.js';
import { editFrontMatter, type FieldEdit } from '../../../src/model/frontMatter/edit.js';
import { editFrontMatterWith } from '../../../src/model/frontMatter/editWith.js';
import type { ParsedFrontMatter } from '../../../src/model/frontMatter/parsed.js';
import { readFrontMatter } from '../../../src/model/frontMatter/quick.js';
import { readFaithfully } from '../../../src/model/frontMatter/read.js';
import { lineStarts } from '../../../src/model/text.js';
import { documents, rubbish } from './documents.js';

const nasty = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '#',
    '-',
    '?',
    ':',
    'a: b',
    'a #b',
    '- x',
    '"',
    "'",
    '\\',
    '\n',
    'a\r\nb',
    '\0',
    '[x',
    '{',
    '*a',
    '&a',
    '!t',
    '|',
    '>',
    '%',
    '@',
    '`',
    '🚀',
    '\ud83d',
    '\u2028',
    '\ufeff',
    '---',
    '...',
    'null',
    '1.10',
    'é',
    'x'.repeat(2000),
  ),
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.string(),
);
const keys = fc.oneof(
  fc.constantFrom(
    'title',
    'id',
    'status',
    'constructor',
    '__proto__',
    'a b',
    'q: k',
    'ключ',
    'new',
    'k#',
    '-k',
    '🗝',
  ),
  fc.string({ minLength: 1, maxLength: 8 }),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 4 }),
);
const items = fc.array(
  fc.oneof(fc.constantFrom('ADR-1', 'ADR-015', 'TASK-2', 'A-1', 'a', 'src/x.ts'), nasty),
  { maxLength: 4 },
);
const after = fc.array(keys, { maxLength: 3 });
const edits: fc.Arbitrary<FieldEdit> = fc.oneof(
  fc.record({ kind: fc.constant('set' as const), key: keys, value: nasty, after }),
  fc.record({ kind: fc.constant('set' as const), key: keys, value: items, after }),
  fc.record({
    kind: fc.constant('set' as const),
    key: keys,
    value: fc.dictionary(keys, nasty, { maxKeys: 3 }),
    after,
  }),
  fc.record({ kind: fc.constant('unset' as const), key: keys }),
  fc.record({ kind: fc.constantFrom('add' as const, 'remove' as const), key: keys, items, after }),
);

function valueAt(reading: ParsedFrontMatter, key: string): YamlValue | undefined {
  return reading.fields.find((field) => field.key === key)?.value;
}

/** Every value as it is after the edit, as the edit's definition says. */
function expected(
  value: YamlValue | undefined,
  edit: FieldEdit,
): readonly YamlValue[] | YamlValue | undefined {
  if (edit.kind === 'set') return edit.value as YamlValue;
  if (edit.kind === 'unset') return undefined;
  const old: readonly YamlValue[] =
    value === undefined || value === '' ? [] : Array.isArray(value) ? value : [value];
  if (edit.kind === 'remove')
    return old.filter((item) => typeof item !== 'string' || !edit.items.includes(item));
  return [...old, ...new Set(edit.items.filter((item) => !old.includes(item)))];
}

/** Lists compare as multisets: their order is tested elsewhere. */
function comparable(value: unknown): unknown {
  if (value === undefined || value === '') return [];
  if (typeof value === 'string') return [JSON.stringify(value)];
  if (Array.isArray(value)) return value.map((item) => JSON.stringify(item)).sort();
  return Object.entries(value as object).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Lines without those of a key: from its first to the last of its value. */
function otherLines(text: string, reading: ParsedFrontMatter, key: string): string[] {
  const lines = text.split(/(?<=\n)/);
  const field = reading.fields.find((one) => one.key === key);
  if (!field) return lines;
  const last = text.slice(0, field.valueSpan.offset + field.valueSpan.length).split('\n').length;
  lines.splice(field.keySpan.line - 1, last - field.keySpan.line + 1);
  return lines;
}

test('an edit changes only lines of its key, and reading gives what was set', () => {
  let done = 0;
  fc.assert(
    fc.property(documents, edits, (text, edit) => {
      const before = readFaithfully(text);
      const result = editFrontMatter(text, [edit]);
      if (before.problems.length > 0) return;
      if (!result.ok)
        return assert.is(result.problem.code, 'refused', `${JSON.stringify(text)} ${JSON.stringify(edit)}`);
      done += 1;
      const now = readFaithfully(result.value);
      const quick = readFrontMatter(result.value, lineStarts(result.value));
      if (quick) deepStrictEqual(quick, now);
      deepStrictEqual(now.problems, []);
      const wanted = expected(valueAt(before, edit.key), edit);
      if (edit.kind === 'set' && typeof edit.value === 'string')
        deepStrictEqual(valueAt(now, edit.key), wanted);
      // A list of ids is written without repetition.
      else if (
        edit.kind !== 'set' ||
        !Array.isArray(edit.value) ||
        new Set(edit.value).size === edit.value.length
      ) {
        deepStrictEqual(comparable(valueAt(now, edit.key)), comparable(wanted));
      }
      if (now.hasFrontMatter && before.hasFrontMatter) {
        deepStrictEqual(otherLines(result.value, now, edit.key), otherLines(text, before, edit.key));
      }
    }),
    { seed: 1, numRuns: 12_000 },
  );
  assert.ok(done > 2500, `only ${done} edits were made`);
});

test('setting a text and setting it back is the identity, where the value did not force other quotes', () => {
  let done = 0;
  fc.assert(
    fc.property(documents, fc.constantFrom('x', 'In Progress', '2026-11-20', 'a-b'), (text, value) => {
      const before = readFaithfully(text);
      if (before.problems.length > 0 || before.root?.flow) return;
      for (const { key, value: old, valueSpan } of before.fields) {
        const written = text.slice(valueSpan.offset, valueSpan.offset + valueSpan.length);
        if (typeof old !== 'string' || /\n|^[|>]/.test(written) || /\\(?![\\"nrt])/.test(written)) continue;
        const there = editFrontMatter(text, [{ kind: 'set', key, value }]);
        const back = editFrontMatter(text, [
          { kind: 'set', key, value },
          { kind: 'set', key, value: old },
        ]);
        if (!there.ok || !back.ok) throw new Error(`refused: ${JSON.stringify(text)}`);
        assert.is(back.value, text);
        done += 1;
      }
      const gone = editFrontMatter(text, [
        { kind: 'set', key: 'absent', value },
        { kind: 'unset', key: 'absent' },
      ]);
      if (before.hasFrontMatter && before.fields.length > 0 && gone.ok) assert.is(gone.value, text);
    }),
    { seed: 2, numRuns: 8000 },
  );
  assert.ok(done > 1200, `only ${done} values were set`);
});

test('adding a new item and taking it out again is the identity', () => {
  let done = 0;
  fc.assert(
    fc.property(documents, fc.constantFrom('ADR-7', 'zz', 'A-0', '"', '#1'), (text, item) => {
      const before = readFaithfully(text);
      if (before.problems.length > 0 || before.fields.length === 0 || before.root?.flow) return;
      const candidates = before.root?.entries.filter(({ value }) => value.kind === 'list') ?? [];
      for (const { key, value } of [...candidates, { key: { value: 'absent' }, value: null }]) {
        // Two ids in a flow list become a block list, for good.
        if (value?.kind === 'list' && value.flow && value.items.length > 0) continue;
        const both: FieldEdit[] = ['add' as const, 'remove' as const].map((kind) => ({
          kind,
          key: key.value,
          items: [item],
        }));
        const back = editFrontMatter(text, both);
        if (!back.ok) throw new Error(`${back.problem.message}: ${JSON.stringify(text)}`);
        assert.is(back.value, text);
        done += 1;
      }
    }),
    { seed: 3, numRuns: 8000 },
  );
  assert.ok(done > 1500, `only ${done} items were added`);
});

test('no edit of any text throws, and what is refused says why', () => {
  fc.assert(
    fc.property(fc.oneof(documents, rubbish, fc.string({ unit: 'binary' })), edits, (text, edit) => {
      const result = editFrontMatter(text, [edit]);
      if (!result.ok) assert.ok(result.problem.message.length > 5 && !result.problem.message.includes('\n'));
      const quick = editFrontMatterWith(text, [edit]);
      if (quick) deepStrictEqual(quick, result);
    }),
    { seed: 4, numRuns: 12_000 },
  );
});

test('a text set in YAML that is broken elsewhere changes one line', () => {
  let done = 0;
  fc.assert(
    fc.property(documents, fc.constantFrom('status', 'title', 'id'), nasty, (text, key, value) => {
      const before = readFaithfully(text);
      if (before.root) return;
      const result = editFrontMatter(text, [{ kind: 'set', key, value }]);
      if (!result.ok || result.value === text) return;
      done += 1;
      const old = text.split('\n');
      const now = result.value.split('\n');
      assert.is(now.length, old.length);
      const changed = old.filter((line, i) => line !== now[i]);
      assert.is(changed.length, 1);
      assert.ok(/^["']?(?:status|title|id)\b/.test(changed[0] ?? ''), changed[0]);
    }),
    { seed: 5, numRuns: 12_000 },
  );
  assert.ok(done > 200, `only ${done} texts were set`);
});

test.run();
