import type { Rule } from './rule.js';

/** Reported by the reader of the file (`parseConfig`), since no rule can run without a configuration. */
export const invalidConfig: Rule = {
  id: 'config/invalid',
  severity: 'error',
  summary: '`config.yaml` holds known keys with allowed values.',
  why: 'A slip in the configuration would silently change what all other rules judge. What is wrong keeps its default, the rest counts. This rule cannot be turned off.',
  fixable: false,
  bad: `### dev_ops/config.yaml
board:
  linkz: file
`,
  good: `### dev_ops/config.yaml
board:
  links: file
`,
};
