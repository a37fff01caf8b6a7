import { whyIdle } from '../../model/plan/idleCheck.js';
import type { ProjectTree } from '../context/projectTree.js';
import { isSecretFile } from '../context/secrets/secretFile.js';
import { whyDestructive } from '../lint/destructive.js';
import { whyUnfit } from '../lint/unfit.js';
import { shellWord } from './draft.js';

/** What a line of a task says that can be checked. */
export interface ItemCheck {
  readonly command: string;
  /** How the check came about, for the reasoning. */
  readonly from: 'command' | 'output' | 'file' | 'symbol' | 'gone';
}

const code = /`([^`\n]+)`/g;
const path = /^(?:\.\/)?(?:[\w@.+-]+\/)*[\w@+-][\w@.+-]*\.[A-Za-z]\w{0,9}$|^(?:[\w@.+-]+\/)+$/;
const name = /^[A-Za-z_$][\w$]{2,}(?:\(\))?$/;
const removal = /\b(?:remove|removed|delete|deleted|drop|dropped|no longer|gone|not used|unused)\b/i;

/**
 * A check for one line of a task, from what it names in backticks: a command that must pass, its output, a file that
 * must be there or not, a name in code. Null where the line names nothing that a command can see.
 */
export function checkOfItem(
  text: string,
  tree: ProjectTree,
  isProgram: (command: string) => boolean,
): ItemCheck | null {
  const quoted = [...text.matchAll(code)].map(([, inside = '']) => inside.trim());
  const command = quoted.find((one) => isCommand(one, isProgram));
  if (command !== undefined) {
    const expected = quoted[quoted.indexOf(command) + 1];
    const output = /\b(?:prints?|shows?|outputs?|says|returns?|answers?)\b/i.test(text)
      ? expected
      : undefined;
    return output === undefined
      ? { command, from: 'command' }
      : { command: `${command} | grep -qF ${quotedWord(output)}`, from: 'output' };
  }
  const paths = [...quoted, ...text.replace(code, ' ').split(/[\s,;()]+/)]
    .map((one) => one.replace(/[.,:]$/, '').replace(/^\.\//, ''))
    .filter((one) => path.test(one) && !isSecretFile(one) && !one.includes('..'));
  const names = quoted.filter((one) => name.test(one) && !path.test(one)).map((one) => one.replace('()', ''));
  return checkOfNames(text, paths, names, tree);
}

function checkOfNames(
  text: string,
  paths: readonly string[],
  names: readonly string[],
  tree: ProjectTree,
): ItemCheck | null {
  const [file] = paths;
  const [symbol] = names;
  const gone = removal.test(text);
  if (symbol !== undefined) {
    const where = file !== undefined && !file.endsWith('/') ? shellWord(file) : null;
    const search =
      where === null
        ? `grep -rqwF --exclude-dir=.git --exclude-dir=dev_ops --exclude-dir=node_modules ${quotedWord(symbol)} .`
        : `grep -qwF ${quotedWord(symbol)} ${where}`;
    return gone ? { command: `! ${search}`, from: 'gone' } : { command: search, from: 'symbol' };
  }
  if (file === undefined) return null;
  if (gone) return { command: `! test -e ${shellWord(file)}`, from: 'gone' };
  if (tree.exists(file)) return null;
  return { command: `test -${file.endsWith('/') ? 'd' : 'f'} ${shellWord(file)}`, from: 'file' };
}

/** Whether a text in backticks is a command that may serve as a check. */
function isCommand(text: string, isProgram: (command: string) => boolean): boolean {
  if (!/^[\w./-]+\s+\S/.test(text) && !/^(?:pytest|make|tox|ruff|mypy|eslint)$/.test(text)) return false;
  if (!isProgram(text)) return false;
  return whyDestructive(text) === null && whyUnfit(text) === null && whyIdle(text) === null;
}

function quotedWord(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
