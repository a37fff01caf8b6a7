import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { allRules } from '../../src/rules/index.js';
import { rulesPage } from '../../src/rules/reference.js';

test('the page has a section for every rule, and links to it', () => {
  const page = rulesPage(allRules);
  for (const { id, summary, bad, good } of allRules) {
    assert.ok(page.includes(`\n## ${id}\n\n${summary}\n`), id);
    assert.ok(page.includes(`[${id}](#${id.replace('/', '')})`), id);
    assert.ok(page.includes(bad.trimEnd()) && page.includes(good.trimEnd()), id);
  }
  assert.match(page, /\n$/);
  assert.not.match(page, /\n\n\n/);
});

test('examples that hold a fence stand in a longer one', () => {
  const [rule] = allRules;
  assert.ok(rule);
  const page = rulesPage([{ ...rule, bad: '````yaml\nx\n````\n' }]);
  assert.match(page, '`````markdown\n````yaml\nx\n````\n`````\n');
});

test.run();
