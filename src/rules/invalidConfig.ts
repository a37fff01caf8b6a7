import type { Rule } from './rule.js';

/** Reported by the reader of the file (`parseConfig`), since rules need a configuration to run. */
export const invalidConfig: Rule = {
  id: 'config/invalid',
  severity: 'error',
  summary: '`config.yaml` has only known keys with allowed values.',
  why: 'A mistake in the config would silently change what all other rules check. A wrong value has no effect: its default applies. You cannot turn this rule off.',
  bad: `### dev_ops/config.yaml
board:
  linkz: file
`,
  good: `### dev_ops/config.yaml
board:
  links: file
`,
};
