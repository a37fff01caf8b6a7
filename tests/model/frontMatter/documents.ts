import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { corporaFolder } from '../../support/folder.js';

/** Every markdown file of the corpora that starts with a fence, by path. */
export function corpusDocuments(): { path: string; text: string }[] {
  if (!corporaFolder) return [];
  const folder = corporaFolder;
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.md'))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(folder, path), 'utf8') }))
    .filter(({ text }) => text.startsWith('---'));
}

/** Pieces of YAML, likely and unlikely, that lines are made of. */
const pieces = [
  'title',
  'id',
  'status',
  'constructor',
  '__proto__',
  'a b',
  '"q k"',
  "'k'",
  'ключ',
  'key-1',
  'x.y',
  '<<',
  'on',
  '-k',
  'k#',
  ':',
  ': ',
  ':\t',
  ' : ',
  ' ',
  '  ',
  '\t',
  '-',
  '- ',
  '-  ',
  '--',
  '---',
  '...',
  '#',
  ' # note',
  '#12',
  ' #',
  '# c',
  'Draft',
  '1.10',
  '010',
  '2026-11-20',
  'null',
  '~',
  'yes',
  'Foo: bar',
  'a:b',
  'é',
  '🚀',
  'http://x.y/z',
  "it's",
  'say "hi"',
  '"double"',
  "'single'",
  "'it''s'",
  '"a\\"b"',
  '"\\n"',
  '"\\u00e9"',
  '"\\q"',
  '"',
  "'",
  '""',
  "''",
  '"open',
  '\\',
  '[]',
  '[a, b]',
  '[a,b]',
  '["x", \'y\']',
  '[ a ]',
  '[a, ]',
  '[a: b]',
  '[',
  ']',
  '{',
  '}',
  '{}',
  '{a: b}',
  ',',
  '&a',
  '*a',
  '!t',
  '!',
  '|',
  '>',
  '>-',
  '|+',
  '%',
  '@x',
  '`',
  '?',
  '? ',
  '$',
  '=',
  '/',
  '\u00a0',
  '\u2028',
  '\u0085',
];

const value = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      'Draft',
      '1.10',
      '2026-11-20',
      'a b c',
      'a:b',
      'x#y',
      "it's",
      'ADR-015',
      '-x',
      '🚀 go',
      'é',
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      '"dq"',
      '"a # b: c"',
      '"\\"\\\\"',
      "'sq'",
      "'it''s'",
      '""',
      "''",
      '"é"',
      '"a\\tb"',
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom('[]', '[a]', '[A-1, B-2]', '["x, y", \'z\']', '[ a , b ]', '[a b, c#d]'),
  },
  {
    weight: 1,
    arbitrary: fc
      .array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 4 })
      .map((parts) => parts.join('')),
  },
);
const key = fc.constantFrom(
  'title',
  'id',
  'status',
  'constructor',
  '__proto__',
  'a b',
  '"q: k"',
  "'k''s'",
  'ключ',
  'key-1',
  'x.y',
  'on',
  '-k',
  'k#',
  'toString',
  '🗝',
);
const tail = fc.constantFrom('', '', '', ' ', '  # note', ' \t', '\t# note', ' #', '#');
const item = fc
  .tuple(fc.constantFrom('  - ', '- ', '    - ', '  -   ', '  -\t', '  -'), value, tail)
  .map((parts) => parts.join(''));
const nested = fc
  .tuple(
    fc.constantFrom('  ', '    ', ' ', '  - ', '    '),
    key,
    fc.constantFrom(': ', ':', ' : '),
    value,
    tail,
  )
  .map((parts) => parts.join(''));
const block = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.tuple(key, fc.constantFrom(': ', ':', ' :  ', ':\t'), value, tail).map((p) => [p.join('')]),
  },
  { weight: 1, arbitrary: fc.tuple(key, tail).map(([name, end]) => [`${name}:${end}`]) },
  {
    weight: 3,
    arbitrary: fc
      .tuple(
        key,
        tail,
        fc.array(fc.oneof(item, item, nested, fc.constantFrom('  # in', '', '# out')), { maxLength: 4 }),
      )
      .map(([name, end, items]) => [`${name}:${end}`, ...items]),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      [''],
      ['# c'],
      ['  # c'],
      ['   '],
      ['\t'],
      ['  more'],
      ['- x'],
      ['  - x'],
      ['>-'],
    ),
  },
  {
    weight: 1,
    arbitrary: fc
      .array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 6 })
      .map((parts) => [parts.join('')]),
  },
);

/** Lines of front matter, mostly well-formed. */
export const yamlLines: fc.Arbitrary<string[]> = fc
  .array(block, { maxLength: 6 })
  .map((blocks) => blocks.flat());

/** A whole document around such lines, with either line ending, a byte order mark now and then. */
export const documents: fc.Arbitrary<string> = fc
  .tuple(
    yamlLines,
    fc.constantFrom('', '', '', '\ufeff'),
    fc.constantFrom('\n', '\n', '\r\n'),
    fc.constantFrom('---', '--- ', '---yaml', '--- yaml'),
    fc.constantFrom('', '\n', '\n\n# Body\n', '\n\nBody: x\n---\n'),
  )
  .map(
    ([lines, mark, eol, fence, body]) =>
      mark + [fence, ...lines, '---'].join(eol) + body.replaceAll('\n', eol),
  );

/** Documents made of pieces without any order, for what must never throw. */
export const rubbish: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      fc.constantFrom(...pieces, '\n', '\n', '\r\n', '\r', '\0', '\ufeff', '\ud83d'),
      fc.string({ unit: 'binary', maxLength: 3 }),
    ),
    {
      maxLength: 30,
    },
  )
  .map((parts) => `---\n${parts.join('')}\n---\n`);
