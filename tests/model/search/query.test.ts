import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { excerptsOf, marksIn, soughtWords } from '../../../src/model/search/excerpt.js';
import { parseQuery } from '../../../src/model/search/query.js';

const keys = new Set(['status', 'tag', 'created', 'links']);
const parse = (text: string) => parseQuery(text, (key) => keys.has(key));

test('words, phrases and filters', () => {
  assert.equal(parse('how do I close a plan').words, ['close', 'plan']);
  assert.equal(parse('how to').words, ['how', 'to'], 'nothing else is left');
  assert.equal(parse('"two words" +must -not'), {
    words: ['two', 'words', 'must'],
    phrases: [
      { words: ['two', 'words'], excluded: false },
      { words: ['must'], excluded: false },
      { words: ['not'], excluded: true },
    ],
    filters: [],
  });
  const [first, second, third] = parse('status:"In Progress" -tag:a,b created:>=2026-01').filters;
  assert.equal(first?.values, ['In Progress']);
  assert.equal([second?.values, second?.excluded], [['a', 'b'], true]);
  assert.equal([third?.how, third?.values], ['>=', ['2026-01']]);
});

test('a colon in text is no filter', () => {
  assert.equal(parse('error:404 https://example.org/x').words, [
    'error',
    '404',
    'https',
    'example',
    'org',
    'x',
  ]);
  assert.equal(parse('status: tag:').filters, [], 'still being typed');
  assert.equal(parse('"unclosed phrase').phrases, [{ words: ['unclosed', 'phrase'], excluded: false }]);
});

test('any text is a query', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[-+:"<>=,a-z ]*$/)), (text) => {
      const { words, filters } = parse(text);
      assert.ok(words.every((word) => word !== '') && filters.every(({ values }) => values.length > 0));
    }),
    { seed: 1, numRuns: 2000 },
  );
});

test('excerpts name the line, mark the words and are cut around them', () => {
  const meant = soughtWords([new Set(['session']), new Set(['token', 'tokens'])]);
  const long = `${'many words before it '.repeat(20)}the session token ${'and after it '.repeat(20)}`;
  const text = `# A title\n\nNothing.\nSession tokens: here.\n\n${long}\n`;
  const [first, second] = excerptsOf(text, meant);
  assert.equal(first, {
    line: 4,
    text: 'Session tokens: here.',
    marks: [
      [0, 7],
      [8, 14],
    ],
  });
  assert.is(second?.line, 6);
  assert.ok((second?.text.length ?? 0) < 180 && second?.text.startsWith('…') && second.text.endsWith('…'));
  assert.equal(
    second?.marks.map(([a, b]) => second.text.slice(a, b)),
    ['session', 'token'],
  );
  assert.equal(excerptsOf('nothing', meant), []);
  assert.equal(marksIn('SessionToken', soughtWords([new Set(['token'])])), [[7, 12]]);
});

test('marks lie inside of their excerpt, whatever the text', () => {
  const piece = fc.oneof(
    fc.constantFrom('token', ' ', '\n', '👩‍💻', '東京', 'é'),
    fc.string({ unit: 'binary', maxLength: 30 }),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 80 }), (pieces) => {
      for (const { text, marks, line } of excerptsOf(pieces.join(''), soughtWords([new Set(['token'])]), {
        width: 60,
      })) {
        assert.ok(line >= 1 && !text.includes('\n'));
        for (const [start, end] of marks) assert.match(text.slice(start, end), /token/i);
      }
    }),
    { seed: 1, numRuns: 1000 },
  );
});

test.run();
