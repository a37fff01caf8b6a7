import { deepStrictEqual } from 'node:assert/strict';
import fc from 'fast-check';
import matter from 'gray-matter';
import yaml from 'js-yaml';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { editFrontMatter } from '../../../src/model/frontMatter/edit.js';
import { readFaithfully } from '../../../src/model/frontMatter/read.js';
import { skipped } from '../../support/folder.js';
import { corpusDocuments, documents } from './documents.js';

// gray-matter with js-yaml 3, whose code shares nothing with our readers: what most tools read these files with.

function refuse(): object {
  throw new Error('not evaluated');
}

/** What gray-matter makes of a text under the failsafe schema; null where it throws. */
function asOthersRead(text: string): { data: object; content: string } | null {
  try {
    const { data, content } = matter(text, {
      engines: {
        yaml: (source) => (yaml.safeLoad(source, { schema: yaml.FAILSAFE_SCHEMA }) ?? {}) as object,
        js: refuse,
        javascript: refuse,
        json: refuse,
        coffee: refuse,
        toml: refuse,
      },
    });
    return { data, content };
  } catch {
    // js-yaml refuses some of what YAML 1.2 allows, and throws.
    return null;
  }
}

/** Empty values are null to js-yaml and `''` to us. */
function withoutNull(value: unknown): unknown {
  if (value === null) return '';
  if (Array.isArray(value)) return value.map(withoutNull);
  if (typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value as object).map(([key, inside]) => [key, withoutNull(inside)]),
  );
}

function compare(text: string): boolean {
  const ours = readFaithfully(text);
  if (ours.problems.length > 0 || !ours.hasFrontMatter) return false;
  const theirs = asOthersRead(text);
  if (!theirs) return false;
  const data = Object.fromEntries(ours.fields.map(({ key, value }) => [key, value]));
  deepStrictEqual(withoutNull(theirs.data), data, JSON.stringify(text));
  return true;
}

test('gray-matter reads the same values from every document of the corpora', () => {
  const all = corpusDocuments();
  if (all.length === 0)
    return skipped('the corpora are absent: not compared with gray-matter on real documents');
  const compared = all.filter(({ text }) => compare(text));
  assert.ok(compared.length > all.length - 5, `${compared.length} of ${all.length}`);
});

test('gray-matter reads the same values from random documents', () => {
  let compared = 0;
  fc.assert(
    fc.property(documents, (text) => {
      if (compare(text)) compared += 1;
    }),
    { seed: 1, numRuns: 6000 },
  );
  assert.ok(compared > 1000, `only ${compared} were read by both`);
});

test('gray-matter reads back what we write', () => {
  let compared = 0;
  fc.assert(
    fc.property(
      fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), fc.string()),
      (value) => {
        const result = editFrontMatter('body', [
          { kind: 'set', key: 'text', value },
          { kind: 'set', key: 'list', value: [value, 'x'] },
          { kind: 'set', key: 'map', value: { key: value } },
        ]);
        if (!result.ok) throw new Error(result.problem.message);
        deepStrictEqual(withoutNull(asOthersRead(result.value)?.data), {
          text: value,
          list: [value, 'x'],
          map: { key: value },
        });
        compared += 1;
      },
    ),
    { seed: 2, numRuns: 5000 },
  );
  assert.is(compared, 5000);
});

test.run();
