import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ruleIds } from '../../src/model/ruleIds.js';
import { allRules } from '../../src/rules/index.js';
import { judge } from '../../src/rules/judge.js';
import { filesOf, memoryCorpus } from '../support/memoryCorpus.js';

function found(example: string) {
  const corpus = memoryCorpus(filesOf(example));
  return [...corpus.configFindings, ...judge(corpus)];
}

function described(example: string): string {
  return found(example)
    .map(({ rule: id, path, message }) => `${id} ${path}: ${message}`)
    .join('\n');
}

/** Found by the workspace, with tests of its own: no corpus shows it. */
const withoutExample = new Set(['ledger/rewritten']);

for (const rule of allRules.filter(({ id }) => !withoutExample.has(id))) {
  test(`${rule.id}: the bad example breaks this rule and no other`, () => {
    const rules = new Set(found(rule.bad).map(({ rule: id }) => id));
    assert.equal([...rules], [rule.id], described(rule.bad));
  });

  test(`${rule.id}: the good example breaks none`, () => {
    assert.is(described(rule.good), '');
  });

  test(`${rule.id}: says what it is about`, () => {
    assert.match(rule.id, /^[a-z-]+\/[a-z0-9-]+$/);
    assert.match(rule.summary, /^[^\n]+\.$/);
    assert.match(rule.why, /\.$/);
    const [finding] = found(rule.bad);
    assert.not.match(finding?.message ?? '.', /\.$/);
    assert.is(rule.fixable || found(rule.bad).every(({ fix }) => fix === undefined), true);
  });
}

test('the list of ids for config.yaml is that of the rules', () => {
  assert.equal(allRules.map(({ id }) => id).sort(), [...ruleIds]);
});

test('a fixable rule offers a fix in its bad example', () => {
  for (const rule of allRules.filter(({ fixable }) => fixable)) {
    if (rule.id === 'front-matter/missing-field') continue; // its example lacks what only a person knows
    assert.ok(
      found(rule.bad).some(({ fix }) => fix !== undefined),
      rule.id,
    );
  }
});

test.run();
