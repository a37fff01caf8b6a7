import fs from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';
import type { Workspace } from '../workspace.js';

const builtIn = new Set(
  '. : [ alias break cd command continue echo eval exec exit export false getopts hash kill local printf pwd read readonly return set shift test times trap true type ulimit umask unalias unset wait if then else elif fi for while until do done case esac in { } ! ( )'.split(
    ' ',
  ),
);

/** Programs that commands start with and that are not there: the first word of every simple command that is plain. */
export function missingPrograms(
  workspace: Workspace,
  commands: readonly { readonly id: string; readonly command: string; readonly cwd: string }[],
): { readonly id: string; readonly program: string }[] {
  return commands.flatMap(({ id, command, cwd }) => {
    const programs = [...new Set(firstWords(command))];
    return programs
      .filter((program) => !builtIn.has(program) && !isProgram(workspace, program, cwd))
      .map((program) => ({ id, program }));
  });
}

/** Words that hold nothing that the shell would expand. */
function firstWords(command: string): string[] {
  const plain = command
    .replace(/\\\n/g, ' ')
    .replace(/(?<=^|\s)#.*$/gm, '')
    .replace(/'[^']*'/g, '_')
    .replace(/"(?:[^"\\]|\\.)*"/g, '_')
    .replace(/\$\([^()]*\)|`[^`]*`/g, '_')
    .replace(/\d*[<>]+&?\s*\S+/g, ' ');
  return plain.split(/\|\||&&|[|;&\n(){}]/).flatMap((part) => {
    const words = part.trim().split(/\s+/).filter(Boolean);
    while (
      words[0] &&
      (/^[A-Za-z_]\w*=/.test(words[0]) ||
        ['!', 'then', 'do', 'else', 'if', 'while', 'until'].includes(words[0]))
    )
      words.shift();
    const [first] = words;
    return first !== undefined && /^[\w./+-]+$/.test(first) && !first.startsWith('_') ? [first] : [];
  });
}

function isProgram(workspace: Workspace, program: string, cwd: string): boolean {
  if (program.includes('/'))
    return isExecutable(isAbsolute(program) ? program : join(workspace.root, cwd, program));
  const folders = (workspace.environment.env.PATH ?? '').split(delimiter).filter(Boolean);
  return folders.some((folder) => isExecutable(join(folder, program)));
}

function isExecutable(path: string): boolean {
  try {
    fs.accessSync(path, fs.constants.X_OK);
    return fs.statSync(path).isFile();
  } catch {
    // Whatever cannot be looked at cannot be started.
    return false;
  }
}
