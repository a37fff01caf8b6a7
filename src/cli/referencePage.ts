import { kanbanVerbs, verbLoaders } from '../operations/registry.js';
import type { Verb } from '../operations/verb.js';
import { verbHelp } from './command.js';

/** The reference page of all verbs, made from their definitions. */
export async function verbsPage(): Promise<string> {
  const parts = [
    '# Verbs',
    '',
    'Every command with its options and examples, as `doc-ops <verb> --help` prints them. `npm run docs` makes this page.',
    '',
  ];
  for (const [name, load] of Object.entries(verbLoaders)) {
    const { verb } = await load();
    parts.push(`## ${name}`, '', '```text', helpText(verb, name), '```', '');
  }
  parts.push('## kanban-ops', '', 'The same program limited to the board:', '');
  parts.push('| kanban-ops | doc-ops |', '| --- | --- |');
  for (const [short, full] of Object.entries(kanbanVerbs)) parts.push(`| \`${short}\` | \`${full}\` |`);
  return `${parts.join('\n')}\n`;
}

function helpText(verb: Verb, name: string): string {
  return verbHelp(verb, 'doc-ops', name === 'overview' ? '' : name).trimEnd();
}
