import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { parse } from 'yaml';
import { renderTemplate } from '../../../src/model/template/compile.js';
import type { TemplateVariables } from '../../../src/model/template/render.js';

const variables: TemplateVariables = {
  id: 'PLAN-001',
  number: 1,
  slug: 'x',
  title: 'x',
  type: 'plan',
  status: 'Draft',
  statuses: ['Draft'],
  created: '2026-11-20',
  related: [],
};

function rendered(source: string, title: string): string {
  const result = renderTemplate('template.md', source, { ...variables, title });
  if (!result.ok) throw new Error(result.problem.message);
  return result.value;
}

test('a title is one scalar of YAML and one line of a heading, whatever is in it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 20 }), (title) => {
      assert.equal(parse(rendered('title: {{yaml title}}\n', title)), { title });
      assert.not.match(rendered('{{line title}}', title), /[\p{Cc}\u2028\u2029]/u);
    }),
    { seed: 1, numRuns: 500 },
  );
  assert.is(
    rendered('# {{id}} - {{line title}}\n', ' a\r\nb\u2028c\u0085d\u001b[2Je '),
    '# PLAN-001 - a b c d [2Je\n',
  );
});

test.run();
