import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { fieldLinks } from '../../../src/model/links/fieldLinks.js';
import { type Moved, rewriteLink } from '../../../src/model/links/rewrite.js';
import { changedHeadings, rewriteHeading } from '../../../src/model/links/rewriteHeading.js';
import { rewriteLabel } from '../../../src/model/links/rewriteLabel.js';
import { applyPatches } from '../../../src/model/text.js';
import { memoryCorpus } from '../../support/memoryCorpus.js';

const renumbered: Moved = {
  from: 'dev_ops/plans/PLAN-007-login.md',
  to: 'dev_ops/plans/PLAN-012-login.md',
  oldId: 'PLAN-007',
  newId: 'PLAN-012',
};
const renamed: Moved = { ...renumbered, to: 'dev_ops/plans/PLAN-007-passkeys.md', newId: 'PLAN-007' };
const archived: Moved = { ...renamed, to: 'dev_ops/archive/plans/PLAN-007-login.md' };

/** The body with every link in it rewritten, label included, as it stands in a task. */
function rewritten(body: string, moved: Moved, front = ''): string {
  const path = 'dev_ops/tasks/TASK-001-x.md';
  const text = `---\nid: TASK-001\n${front}---\n${body}`;
  const corpus = memoryCorpus({ [path]: text, [moved.from]: '---\nid: PLAN-007\n---\n' });
  const document = corpus.document(path);
  if (!document) throw new Error('no document');
  const links = [...fieldLinks(document, corpus.config), ...document.facts.links];
  const patches = links.flatMap((link) => {
    const start = link.span.offset;
    const end = start + link.span.length;
    const now = rewriteLink(link, text.slice(start, end), moved, 'dev_ops/tasks');
    return [{ start, end, text: now }, ...(link.form === 'field' ? [] : rewriteLabel(text, link, moved))];
  });
  const after = applyPatches(text, patches);
  return front === '' ? after.slice(`---\nid: TASK-001\n---\n`.length) : after;
}

const cases: readonly (readonly [before: string, renumber: string, rename: string, archive: string])[] = [
  ['See PLAN-007.', 'See PLAN-012.', 'See PLAN-007.', 'See PLAN-007.'],
  ['[[PLAN-007]]', '[[PLAN-012]]', '[[PLAN-007]]', '[[PLAN-007]]'],
  ['[[plan-7#Goal|it]]', '[[PLAN-012#Goal|it]]', '[[plan-7#Goal|it]]', '[[plan-7#Goal|it]]'],
  [
    '[[ PLAN-007 | PLAN-007 ]]',
    '[[ PLAN-012 | PLAN-012 ]]',
    '[[ PLAN-007 | PLAN-007 ]]',
    '[[ PLAN-007 | PLAN-007 ]]',
  ],
  [
    '[[PLAN-007-login|PLAN-007: a]]',
    '[[PLAN-012-login|PLAN-012: a]]',
    '[[PLAN-007-passkeys|PLAN-007: a]]',
    '[[PLAN-007-login|PLAN-007: a]]',
  ],
  [
    '[[plans/PLAN-007-login]]',
    '[[plans/PLAN-012-login]]',
    '[[plans/PLAN-007-passkeys]]',
    '[[archive/plans/PLAN-007-login]]',
  ],
  [
    '[[../plans/PLAN-007-login.md#a]]',
    '[[../plans/PLAN-012-login.md#a]]',
    '[[../plans/PLAN-007-passkeys.md#a]]',
    '[[../archive/plans/PLAN-007-login.md#a]]',
  ],
  [
    '[PLAN-007](../plans/PLAN-007-login.md#goal "PLAN-007")',
    '[PLAN-012](../plans/PLAN-012-login.md#goal "PLAN-007")',
    '[PLAN-007](../plans/PLAN-007-passkeys.md#goal "PLAN-007")',
    '[PLAN-007](../archive/plans/PLAN-007-login.md#goal "PLAN-007")',
  ],
  [
    '[`PLAN-007-login`](<../plans/PLAN-007-login.md>)',
    '[`PLAN-012-login`](<../plans/PLAN-012-login.md>)',
    '[`PLAN-007-passkeys`](<../plans/PLAN-007-passkeys.md>)',
    '[`PLAN-007-login`](<../archive/plans/PLAN-007-login.md>)',
  ],
  [
    '![x PLAN-0071](../plans/PLAN-007-login.md?raw#goal)',
    '![x PLAN-0071](../plans/PLAN-012-login.md?raw#goal)',
    '![x PLAN-0071](../plans/PLAN-007-passkeys.md?raw#goal)',
    '![x PLAN-0071](../archive/plans/PLAN-007-login.md?raw#goal)',
  ],
  [
    '<a href="../plans/PLAN-007-login.md">PLAN-007</a>',
    '<a href="../plans/PLAN-012-login.md">PLAN-012</a>',
    '<a href="../plans/PLAN-007-passkeys.md">PLAN-007</a>',
    '<a href="../archive/plans/PLAN-007-login.md">PLAN-007</a>',
  ],
  [
    '[p]\n\n[p]: ../plans/PLAN-007-login.md "t"',
    '[p]\n\n[p]: ../plans/PLAN-012-login.md "t"',
    '[p]\n\n[p]: ../plans/PLAN-007-passkeys.md "t"',
    '[p]\n\n[p]: ../archive/plans/PLAN-007-login.md "t"',
  ],
  [
    '`PLAN-007` x/PLAN-007 <!-- [[PLAN-007]] -->',
    '`PLAN-007` x/PLAN-007 <!-- [[PLAN-007]] -->',
    '`PLAN-007` x/PLAN-007 <!-- [[PLAN-007]] -->',
    '`PLAN-007` x/PLAN-007 <!-- [[PLAN-007]] -->',
  ],
];

for (const [before, renumber, rename, archive] of cases) {
  test(`rewrites ${JSON.stringify(before)}`, () => {
    assert.is(rewritten(before, renumbered), renumber);
    assert.is(rewritten(before, renamed), rename);
    assert.is(rewritten(before, archived), archive);
  });
}

test('links of front matter keep their quotes, comments and the way they are spelled', () => {
  const front = [
    'related_docs: ["PLAN-007#goal", dev_ops/plans/PLAN-007-login.md, "./dev_ops/plans/PLAN-007-login.md#a", PR-7]',
    'depends_on: PLAN-007 # first',
    '',
  ].join('\n');
  assert.is(
    rewritten('', renumbered, front),
    `---\nid: TASK-001\n${front.replaceAll('PLAN-007', 'PLAN-012')}---\n`,
  );
  assert.is(
    rewritten('', archived, front),
    `---\nid: TASK-001\n${front.replaceAll('dev_ops/plans', 'dev_ops/archive/plans')}---\n`,
  );
});

test('links to headings follow a heading that changes, and those behind it whose number changes', () => {
  const body = (first: string) => `---\nid: PLAN-007\n---\n# ${first}\n\n## Goal\n\n## Goal\n`;
  const headings = (first: string) =>
    memoryCorpus({ 'dev_ops/plans/PLAN-007-x.md': body(first) }).document('dev_ops/plans/PLAN-007-x.md')
      ?.facts.headings ?? [];
  const changed = changedHeadings(headings('Goal'), headings('Log in: now'));
  if (!changed) throw new Error('nothing changed');
  const span = { line: 1, column: 1, offset: 0, length: 0 };
  const written = (form: 'wiki' | 'markdown' | 'field', text: string) => {
    const [, fragment = null] = /#([^>"|]*)/.exec(text) ?? [];
    return rewriteHeading({ form, target: 'x', fragment, span }, text, changed);
  };
  assert.is(written('markdown', 'x.md#goal'), 'x.md#log-in-now');
  assert.is(written('markdown', '<x.md#goal-1>'), '<x.md#goal>');
  assert.is(written('markdown', 'x.md#goal-2'), 'x.md#goal-1');
  assert.is(written('markdown', 'x.md#other'), 'x.md#other');
  assert.is(written('wiki', 'PLAN-007#Goal'), 'PLAN-007#Log in: now');
  assert.is(written('field', '"PLAN-007#goal"'), '"PLAN-007#log-in-now"');
  assert.is(written('field', '"PLAN-007#Goal"'), '"PLAN-007#log-in-now"', 'an anchor needs no quotes');
  assert.is(changedHeadings(headings('Goal'), headings('Goal')), null);
});

test.run();
