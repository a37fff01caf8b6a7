import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { FieldFact } from '../../../src/model/document/facts.js';
import { editFrontMatter, type FieldEdit } from '../../../src/model/frontMatter/edit.js';
import { editFrontMatterWith } from '../../../src/model/frontMatter/editWith.js';
import { readFaithfully } from '../../../src/model/frontMatter/read.js';
import { splitFrontMatter } from '../../../src/model/frontMatter/split.js';
import { skipped } from '../../support/folder.js';
import { corpusDocuments } from './documents.js';

const corpus = corpusDocuments();

function edited(text: string, edit: FieldEdit): string {
  const result = editFrontMatter(text, [edit]);
  if (!result.ok) throw new Error(result.problem.message);
  return result.value;
}

/** The document with comments everywhere that YAML permits them, and blank lines. */
function withComments(text: string): string {
  const split = splitFrontMatter(text);
  if (split.kind !== 'found') return text;
  const lines = text.slice(split.yamlStart, split.yamlEnd).split('\n');
  // Lines of a text over several lines take no comment; they are those of no key and no item.
  const commented = lines.map((line, i) => {
    const next = lines[i + 1] ?? '';
    const whole = /^ *(?:- |[\w-]+:)/.test(line) && (next === '' || /^ *(?:- |[\w-]+:)/.test(next));
    return whole && !/[|>][-+]?$/.test(line) ? `${line}  # note ${i}\n${i % 3 ? '' : '\n'}# line ${i}` : line;
  });
  return `${text.slice(0, split.yamlStart)}# first\n${commented.join('\n')}${text.slice(split.yamlEnd)}`;
}

const variants: Readonly<Record<string, (text: string) => string>> = {
  'as they are': (text) => text,
  'with CRLF': (text) => text.replace(/\r?\n/g, '\r\n'),
  'with comments': withComments,
  'with comments and CRLF': (text) => withComments(text).replace(/\r?\n/g, '\r\n'),
  'with a byte order mark': (text) => `\ufeff${text}`,
};

function field(text: string, key: string): FieldFact | undefined {
  return readFaithfully(text).fields.find((one) => one.key === key);
}

/** How many lines the one text has that the other has not, when one line at most was changed or added. */
function assertOneLine(before: string, after: string, added: boolean, path: string): void {
  const old = before.split('\n');
  const now = after.split('\n');
  assert.is(now.length, old.length + (added ? 1 : 0), path);
  let same = 0;
  while (same < old.length && old[same] === now[same]) same += 1;
  const rest = old.length - same - (added ? 0 : 1);
  assert.equal(now.slice(now.length - rest), old.slice(old.length - rest), path);
  assert.is.not(old[same], now[same], path);
}

for (const [name, vary] of Object.entries(variants)) {
  test(`setting a status changes one line and setting it back none: the corpora ${name}`, () => {
    if (corpus.length === 0) return skipped('the corpora are absent: edits not tried on real documents');
    assert.ok(corpus.length > 400);
    for (const { path, text } of corpus) {
      const before = vary(text);
      assert.ok(readFaithfully(before).root, path);
      const old = field(before, 'status');
      const after = edited(before, { kind: 'set', key: 'status', value: 'x' });
      assertOneLine(before, after, !old, path);
      assert.is(field(after, 'status')?.value, 'x', path);
      if (old && typeof old.value !== 'string') throw new Error(`${path} has a status that is no text`);
      const back: FieldEdit = old
        ? { kind: 'set', key: 'status', value: String(old.value) }
        : { kind: 'unset', key: 'status' };
      assert.is(edited(after, back), before, path);
    }
  });

  test(`every text is set and set back, every list grows and shrinks: the corpora ${name}`, () => {
    if (corpus.length === 0) return skipped('the corpora are absent: edits not tried on real documents');
    let texts = 0;
    let lists = 0;
    for (const { path, text } of corpus) {
      const before = vary(text);
      const { fields } = readFaithfully(before);
      for (const { key, value, valueSpan } of fields) {
        if (fields.filter((one) => one.key === key).length > 1) continue;
        const written = before.slice(valueSpan.offset, valueSpan.offset + valueSpan.length);
        if (typeof value === 'string' && !written.includes('\n')) {
          const after = edited(before, { kind: 'set', key, value: 'x' });
          assert.is(edited(after, { kind: 'set', key, value }), before, `${path} ${key}`);
          texts += 1;
        } else if (Array.isArray(value) && !(written.startsWith('[') && value.length > 0)) {
          const after = edited(before, { kind: 'add', key, items: ['ADR-999'] });
          assertOneLine(before, after, value.length > 0, `${path} ${key}`);
          assert.is(edited(after, { kind: 'remove', key, items: ['ADR-999'] }), before, `${path} ${key}`);
          lists += 1;
        }
      }
    }
    assert.ok(texts > 1000 && lists > 500, `${texts} texts, ${lists} lists`);
  });
}

test('edits of real documents hardly ever need the full parser', () => {
  if (corpus.length === 0) return skipped('the corpora are absent: edits not tried on real documents');
  const edits: FieldEdit[] = [{ kind: 'set', key: 'status', value: 'x' }];
  const left = corpus.filter(({ text }) => editFrontMatterWith(text, edits) === null);
  assert.ok(left.length < 20, `${left.length}`);
});

test.run();
