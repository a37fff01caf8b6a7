import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { defaultConfig } from '../../../src/model/config/config.js';
import { identify, isDocument, needsFields } from '../../../src/model/document/identify.js';

const place = { folder: 'dev_ops', config: defaultConfig };

/** `PLAN-001 plan`, with what is remarkable about it. */
function told(path: string, id?: string): string {
  const { type, idFrom, contradiction, archived, misplaced, ...identity } = identify(
    `dev_ops/${path}`,
    { id },
    place,
  );
  const words = [identity.id ?? '-', type?.name ?? '-'];
  if (idFrom === 'field') words.push('by its front matter');
  if (contradiction !== null) words.push(`not ${contradiction}`);
  if (archived) words.push('archived');
  if (misplaced) words.push('misplaced');
  return words.join(' ');
}

// biome-ignore format: a table
const table: readonly (readonly [path: string, id: string | undefined, is: string])[] = [
  ['plans/PLAN-001-login.md', 'PLAN-001', 'PLAN-001 plan'],
  ['plans/PLAN-001.md', 'PLAN-001', 'PLAN-001 plan'],
  ['plans/PLAN-001-login.md', undefined, 'PLAN-001 plan'],
  ['plans/PLAN-001-login.md', '', 'PLAN-001 plan'],
  ['plans/PLAN-001-login.md', ' plan-1 ', 'PLAN-001 plan'],
  ['plans/plan-0001-login.md', 'PLAN-001', 'PLAN-001 plan'],
  ['research/RESEARCH-7.md', 'RES-007', 'RES-007 research'],
  ['plans/PLAN-001-login.md', 'FOO-001', 'PLAN-001 plan'],
  ['plans/PLAN-001-login.md', 'PLAN-009', 'PLAN-001 plan not PLAN-009'],
  ['plans/PLAN-001-login.md', 'BUG-001', 'PLAN-001 plan not BUG-001'],
  ['bugs/PLAN-001-login.md', 'BUG-001', 'PLAN-001 plan not BUG-001 misplaced'],
  ['plans/login.md', 'PLAN-001', 'PLAN-001 plan by its front matter'],
  ['plans/FOO-001-login.md', 'PLAN-001', 'PLAN-001 plan by its front matter'],
  ['plans/PLAN-001x.md', 'PLAN-001', 'PLAN-001 plan by its front matter'],
  ['plans/PLAN-001.old.md', 'PLAN-001', 'PLAN-001 plan by its front matter'],
  ['plans/login.md', undefined, '- plan'],
  ['plans/login.md', 'FOO-001', '- plan'],
  ['plans/2026/PLAN-001-login.md', 'PLAN-001', 'PLAN-001 plan'],
  ['plans/2026/login.md', undefined, '- plan'],
  ['bugs/PLAN-001-login.md', 'PLAN-001', 'PLAN-001 plan misplaced'],
  ['bugs/login.md', 'PLAN-001', 'PLAN-001 plan by its front matter misplaced'],
  ['notes/PLAN-001-login.md', undefined, 'PLAN-001 plan misplaced'],
  ['PLAN-001-login.md', undefined, 'PLAN-001 plan misplaced'],
  ['plansX/PLAN-001-login.md', undefined, 'PLAN-001 plan misplaced'],
  ['archive/plans/PLAN-001-login.md', 'PLAN-001', 'PLAN-001 plan archived'],
  ['archive/PLAN-001-login.md', 'PLAN-001', 'PLAN-001 plan archived misplaced'],
  ['archive/plans/login.md', undefined, '- plan archived'],
  ['notes/login.md', undefined, '- -'],
  ['plans/README.md', undefined, '- -'],
  ['plans/index.md', undefined, '- -'],
  ['plans/README.md', 'PLAN-001', 'PLAN-001 plan by its front matter'],
  ['board.md', 'PLAN-001', '- -'],
  ['templates/PLAN-001-login.md', 'PLAN-001', '- -'],
  ['.state/PLAN-001-login.md', 'PLAN-001', '- -'],
  ['plans/PLAN-001-login.txt', 'PLAN-001', '- -'],
];

for (const [path, id, is] of table) {
  test(`${path} with ${id === undefined ? 'no id' : `the id '${id}'`}: ${is}`, () => {
    assert.is(told(path, id), is);
  });
}

test('a `type:`, and an id that is not a text, decide nothing', () => {
  const fields = { id: ['PLAN-009'], type: 'bug' };
  assert.equal(
    identify('dev_ops/plans/PLAN-001-login.md', fields, place),
    identify('dev_ops/plans/PLAN-001-login.md', {}, place),
  );
});

test('the front matter is asked only of what may be a document and has no id in its name', () => {
  const asked = (path: string) => needsFields(`dev_ops/${path}`, place);
  assert.ok(asked('plans/login.md') && asked('notes.md') && asked('plans/README.md'));
  assert.not(asked('plans/PLAN-001.md') || asked('board.md') || asked('templates/plan.md'));
});

test('a file outside of the documents’ folder is not a document', () => {
  for (const path of ['PLAN-001.md', 'dev_ops2/plans/PLAN-001.md', 'dev/plans/PLAN-001.md', 'dev_ops.md'])
    assert.is(isDocument(path, place), false, path);
});

const prefixes = fc.constantFrom('PLAN', 'plan', 'TASK', 'RESEARCH', 'RES', 'FOO', 'x');
const ids = fc
  .tuple(prefixes, fc.integer({ min: 0, max: 12 }), fc.constantFrom(0, 3, 5))
  .map(([prefix, number, width]) => `${prefix}-${String(number).padStart(width, '0')}`);
const names = fc.oneof(
  ids.map((id) => `${id}.md`),
  fc.tuple(ids, fc.constantFrom('-a', '', 'a', '-', '.a')).map(([id, more]) => `${id}${more}.md`),
  fc.constantFrom('login.md', 'README.md', '-1.md'),
);

test('property: of a file with an id in its name the front matter changes only what contradicts it', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('plans', 'tasks', 'archive/plans', 'notes', ''),
      names,
      fc.option(ids),
      (folder, name, id) => {
        const path = ['dev_ops', folder, name].filter(Boolean).join('/');
        const unread = identify(path, {}, place);
        const read = identify(path, { id: id ?? undefined }, place);
        if (unread.id !== null) assert.equal({ ...read, contradiction: null }, unread);
        else assert.is(read.contradiction, null);
        assert.is(read.id === null, read.idFrom === null);
        if (read.id !== null) assert.ok(read.id.startsWith(`${read.type?.prefix}-`));
        assert.not.equal(read.contradiction, read.id ?? '');
      },
    ),
  );
});

test.run();
