import type { ProjectCommand } from '../context/contextItem.js';
import type { Drafts } from './draft.js';
import { countsTests } from './relevant.js';

const titles = { test: 'All tests pass', types: 'Types are right', lint: 'Lint is clean' };

/** The project's own checks, behind the work. */
export function addProject(commands: readonly ProjectCommand[], drafts: Drafts): void {
  const before = drafts.leaves();
  for (const purpose of ['types', 'lint', 'test'] as const) {
    for (const command of commands.filter((one) => one.purpose === purpose).slice(0, 2)) {
      if (drafts.has(command.command)) continue;
      drafts.add(purpose === 'test' ? 'suite' : purpose, {
        title: command.cwd === '.' ? titles[purpose] : `${titles[purpose]} in ${command.cwd}`,
        testing_instructions: command.command,
        ...(command.cwd === '.' ? {} : { cwd: command.cwd }),
        ...(before.length > 0 ? { dependencies: before } : {}),
        ...(purpose === 'test' && countsTests(command) ? { proof_required: { proof_type: 'test' } } : {}),
      });
    }
  }
  const sources = [...new Set(commands.map(({ source }) => source))];
  drafts.why.push(
    commands.length === 0
      ? 'No file of the project says how it is tested.'
      : `${sources.join(' and ')} ${sources.length === 1 ? 'says' : 'say'} how the project is checked.`,
  );
}
