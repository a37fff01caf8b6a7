import type { Rule } from './rule.js';

/** `docs/rules.md`: every rule with its reason and examples, made from the definitions. */
export function rulesPage(rules: readonly Rule[]): string {
  const sorted = [...rules].sort((a, b) => (a.id < b.id ? -1 : 1));
  return [
    '# Validation rules',
    '',
    'What `doc-ops validate` checks. To change a severity, write `error`, `warning` or `off` under `rules:` in',
    '`dev_ops/config.yaml`. `doc-ops validate --fix` fixes the findings of rules marked *yes*. `npm run docs` makes',
    'this page.',
    '',
    '| rule | severity | fix | what must hold |',
    '| --- | --- | --- | --- |',
    ...sorted.map(tableRow),
    '',
    ...sorted.flatMap(section),
  ].join('\n');
}

function tableRow(rule: Rule): string {
  const anchor = rule.id.replace(/[^a-z0-9-]/g, '');
  const summary = rule.summary.replace(/\|/g, '\\|');
  return `| [${rule.id}](#${anchor}) | ${rule.severity} | ${rule.fixable ? 'yes' : ''} | ${summary} |`;
}

function section(rule: Rule): string[] {
  const fix = rule.fixable ? ' Fixable.' : '';
  return [
    `## ${rule.id}`,
    '',
    rule.summary,
    '',
    `Severity: ${rule.severity}.${fix} ${rule.why}`,
    '',
    ...(rule.bad === ''
      ? []
      : ['Reported:', '', ...fenced(rule.bad), '', 'Not reported:', '', ...fenced(rule.good), '']),
  ];
}

/** Code in a fence longer than any in it. */
function fenced(code: string): string[] {
  const longest = Math.max(2, ...[...code.matchAll(/`{3,}/g)].map(([fence]) => fence.length));
  const fence = '`'.repeat(longest + 1);
  return [`${fence}markdown`, code.replace(/\n$/, ''), fence];
}
