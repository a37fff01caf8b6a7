import { groupOf, kanbanVerbs, verbLoaders, verbNames } from '../operations/registry.js';
import { layOut } from '../present/layout.js';
import type { Terminal } from '../present/terminal.js';
import type { Block } from '../present/view.js';

/** The page behind `--help` without a verb: what it is, the verbs by group, where to go next. */
export async function generalHelp(
  program: 'doc-ops' | 'kanban-ops',
  version: string,
  terminal: Terminal,
): Promise<string> {
  const names =
    program === 'kanban-ops' ? Object.entries(kanbanVerbs) : verbNames.map((name) => [name, name] as const);
  const verbs: { shown: string; summary: string; group: string }[] = [];
  for (const [shown, name] of names) {
    const { summary } = (await verbLoaders[name]()).verb;
    verbs.push({ shown, summary, group: groupOf(name) });
  }
  const blocks: Block[] = [
    `${terminal.bold(program)} ${version}: ${program === 'kanban-ops' ? 'the Kanban board of doc-ops' : 'the documents that steer a code base, as linked markdown files'}`,
    '',
    `${terminal.bold('Usage')}  ${program} <verb> [arguments] [--json | --plain] [--dry-run] [--root <folder>]`,
  ];
  for (const group of [...new Set(verbs.map((verb) => verb.group))]) {
    blocks.push('', terminal.bold(group[0]?.toUpperCase() + group.slice(1)));
    const rows = verbs
      .filter((verb) => verb.group === group)
      .map(({ shown, summary }) => [{ text: shown, style: terminal.cyan }, summary]);
    blocks.push({ rows, indent: 2 });
  }
  blocks.push(
    '',
    `${program} <verb> --help explains a verb with examples.`,
    program === 'doc-ops' ? 'New here? Run: doc-ops init' : '',
  );
  return layOut(blocks, terminal);
}
