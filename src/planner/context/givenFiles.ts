import { closest } from '../../model/closest.js';
import { failure, type Result, success } from '../../model/result.js';
import { readText } from '../../workspace/files/readText.js';
import type { Workspace } from '../../workspace/workspace.js';
import type { ContextRequest } from './contextRequest.js';
import type { Budget } from './fit.js';
import type { ProjectTree } from './projectTree.js';
import { isSecretFile } from './secrets/secretFile.js';

/** Put what the person gave first; the paths of the files. Fails for a file that cannot be read or has no such lines. */
export function addGiven(
  workspace: Workspace,
  tree: ProjectTree,
  { files, texts }: ContextRequest,
  budget: Budget,
): Result<readonly string[]> {
  const taken: string[] = [];
  for (const given of files) {
    const { path, from, to } = splitPlace(given);
    if (isSecretFile(path))
      return failure('refused', `${path} may hold secrets and is not given to a planner`);
    const read = readText(workspace, path);
    if (read.ok && !tree.has(path) && !path.startsWith(`${workspace.folder}/`))
      return failure('refused', `--context ${given}: git ignores ${path}, so it is not given to a planner`, {
        hint: '--context-text takes a text from elsewhere; - is standard input',
      });
    if (!read.ok) {
      const suggestion = closest(path, tree.files);
      return failure(
        'invalid-value',
        `--context ${given}: ${path} cannot be read`,
        suggestion === undefined ? {} : { suggestion },
      );
    }
    if (read.value.includes('\0')) return failure('invalid-value', `--context ${given}: ${path} is not text`);
    const lines = read.value.replace(/\n$/, '').split('\n');
    const last = to ?? lines.length;
    if (from > lines.length || last < from)
      return failure('invalid-value', `--context ${given}: ${path} has ${lines.length} lines`);
    const shown: [number, number] = [from, Math.min(last, lines.length)];
    const text = lines.slice(shown[0] - 1, shown[1]).join('\n');
    if (!budget.add({ kind: 'given', path, lines: shown, text, why: 'you gave it' }, true))
      return tooLong(given, budget);
    taken.push(path);
  }
  for (const text of texts)
    if (!budget.add({ kind: 'given', path: null, lines: null, text, why: 'you gave it' }, true))
      return tooLong('--context-text', budget);
  return success(taken);
}

function tooLong(what: string, { limit }: Budget): Result<never> {
  return failure('refused', `${what} finds no room in the context of ${limit} tokens`, {
    hint: '--context-tokens makes it larger; FILE:from-to takes some lines',
  });
}

/** `src/auth.py:10-20`, `src/auth.py:10`, `src/auth.py` */
function splitPlace(given: string): {
  readonly path: string;
  readonly from: number;
  readonly to: number | null;
} {
  const found = /^(.+?):(\d+)(?:-(\d+))?$/.exec(given);
  if (!found) return { path: given, from: 1, to: null };
  const [, path = given, from = '1', to = from] = found;
  return { path, from: Math.max(1, Number(from)), to: Number(to) };
}
