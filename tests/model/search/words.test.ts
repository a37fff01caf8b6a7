import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { meantWords, misspelledWords } from '../../../src/model/search/expand.js';
import { namesOf } from '../../../src/model/search/segment.js';
import { stemOf } from '../../../src/model/search/stem.js';
import { eachWord, wordsOf } from '../../../src/model/search/words.js';

test('words of prose, code and ids', () => {
  assert.equal(wordsOf('Fix: the 500 on /login'), ['fix', 'the', '500', 'on', 'login']);
  assert.equal(wordsOf('PLAN-001, TASK-12. utf-8 x-1y'), ['plan-001', 'task-12', 'utf-8', 'x', '1y']);
  assert.equal(wordsOf('snake_case a-b'), ['snake', 'case', 'a', 'b']);
  assert.equal(wordsOf('EnterPlanMode HTTPServer', false), [
    'enterplanmode',
    'enter',
    'plan',
    'mode',
    'httpserver',
    'http',
    'server',
  ]);
  assert.equal(wordsOf('EnterPlanMode'), ['enterplanmode']);
  assert.equal(wordsOf('HTTP API Plan', false), ['http', 'api', 'plan']);
});

test('other scripts: accents do not count, and words without spaces are found by pairs', () => {
  assert.equal(wordsOf('Übermäßig café'), ['ubermaßig', 'cafe']);
  assert.equal(wordsOf('東京都 tower'), ['東京', '京都', 'tower']);
  assert.equal(wordsOf('東 a'), ['東', 'a']);
  assert.equal(wordsOf('план Ελλάδα'), ['план', 'ελλαδα']);
  assert.equal(wordsOf('👩‍💻 \ud800 \udc00 …'), []);
  assert.equal(wordsOf('𝐛𝐨𝐥𝐝'), ['bold']);
});

test('every word stands where it is said to stand, whatever the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), fc.boolean(), (text, wholeOnly) => {
      let last = 0;
      eachWord(
        text,
        (word, start, end) => {
          assert.ok(start >= 0 && end > start && end <= text.length);
          assert.ok(word.length > 0 && word === word.toLowerCase());
          assert.ok(start >= last || !wholeOnly || /[^\u0000-\u007f]/.test(text));
          last = start;
        },
        wholeOnly,
      );
    }),
    { seed: 1, numRuns: 2000 },
  );
});

test('forms of a word share a beginning', () => {
  for (const forms of [
    ['close', 'closes', 'closed', 'closing'],
    ['plan', 'plans', 'planned', 'planning'],
    ['policy', 'policies'],
    ['merge', 'merges', 'merged', 'merging'],
    ['fix', 'fixes', 'fixed', 'fixing'],
    ['create', 'creation', 'creating'],
    ['branch', 'branches', 'branching'],
    ['deploy', 'deploys', 'deployed'],
  ])
    assert.equal([...new Set(forms.map(stemOf))].length, 1, `${forms}: ${forms.map(stemOf)}`);
  for (const [a, b] of [
    ['plan', 'plant'],
    ['status', 'state'],
    ['class', 'clas'],
    ['red', 'reed'],
    ['sing', 's'],
    ['bus', 'bu'],
  ] as const)
    assert.is.not(stemOf(a), stemOf(b), `${a} ${b}`);
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z]{1,12}$/), (word) => {
      assert.ok(word.startsWith(stemOf(word)) && stemOf(word).length > 0);
    }),
    { seed: 1, numRuns: 2000 },
  );
});

/** The textbook's distance: neighbours swapped count as one, no place is edited twice. */
function distance(a: string, b: string): number {
  const rows = Array.from({ length: a.length + 1 }, (_, i) =>
    Array.from({ length: b.length + 1 }, (_, j) => (i === 0 ? j : j === 0 ? i : 0)),
  );
  const at = (i: number, j: number) => rows[i]?.[j] ?? Number.POSITIVE_INFINITY;
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      let best = Math.min(
        at(i - 1, j) + 1,
        at(i, j - 1) + 1,
        at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1),
      );
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, at(i - 2, j - 2) + 1);
      (rows[i] as number[])[j] = best;
    }
  }
  return at(a.length, b.length);
}

test('misspelled words are exactly those within the distance, though most are never looked at', () => {
  const word = fc.stringMatching(/^[abc]{1,9}$/);
  fc.assert(
    fc.property(
      fc.uniqueArray(word, { maxLength: 60 }),
      fc.stringMatching(/^[abc]{4,10}$/),
      (words, wanted) => {
        const names = [...words].sort();
        const most = wanted.length < 8 ? 1 : 2;
        const expected = names.filter((name) => distance(name, wanted) <= most);
        assert.equal(
          misspelledWords(namesOf(names), wanted).map(({ at }) => names[at]),
          expected,
        );
      },
    ),
    { seed: 1, numRuns: 3000 },
  );
  assert.equal(misspelledWords(namesOf(['abd', 'plan-002', 'token']), 'abc'), []);
  assert.equal(misspelledWords(namesOf(['plan-002']), 'plan-001'), []);
});

test('the same word counts most, then its forms, then what begins with it', () => {
  const names = ['plan', 'plan-007', 'planet', 'planned', 'plans', 'play'];
  const found = meantWords(namesOf(names), 'plan');
  assert.equal(
    found.sort((a, b) => b.weight - a.weight).map(({ at }) => names[at]),
    ['plan', 'planned', 'plans', 'planet', 'plan-007'],
  );
  assert.equal(
    meantWords(namesOf(names), 'plan-7').map(({ at }) => names[at]),
    ['plan-007'],
  );
});

test.run();
