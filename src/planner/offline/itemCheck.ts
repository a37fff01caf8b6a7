import { whyIdle } from '../../model/plan/idleCheck.js';
import { shellQuoted, shellWord } from '../../model/shellWord.js';
import { isSecretFile } from '../context/secrets/secretFile.js';
import { whyDestructive } from '../lint/destructive.js';
import { whyUnfit } from '../lint/unfit.js';
import { holdsName } from './novelty.js';
import type { OfflineSight } from './sight.js';

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
export function checkOfItem(text: string, sight: OfflineSight): ItemCheck | null {
  const quoted = [...text.matchAll(code)].map(([, inside = '']) => inside.trim());
  const command = quoted.find((one) => isCommand(one, sight));
  if (command !== undefined) {
    const expected = quoted[quoted.indexOf(command) + 1];
    const output = /\b(?:prints?|shows?|outputs?|says|returns?|answers?)\b/i.test(text)
      ? expected
      : undefined;
    return output === undefined
      ? { command, from: 'command' }
      : { command: `${command} | grep -qF ${shellQuoted(output)}`, from: 'output' };
  }
  const paths = [...quoted, ...text.replace(code, ' ').split(/[\s,;()]+/)]
    .map((one) => one.replace(/[.,:]$/, '').replace(/^\.\//, ''))
    .filter((one) => path.test(one) && !isSecretFile(one) && !one.includes('..'));
  const names = quoted.filter((one) => name.test(one) && !path.test(one)).map((one) => one.replace('()', ''));
  return checkOfNames(text, paths, names, sight);
}

/** What is there already proves nothing, and what is gone already neither. */
function checkOfNames(
  text: string,
  paths: readonly string[],
  names: readonly string[],
  sight: OfflineSight,
): ItemCheck | null {
  const [file] = paths;
  const [symbol] = names;
  const gone = removal.test(text);
  if (symbol !== undefined) return checkOfSymbol(symbol, file, gone, sight);
  if (file === undefined || sight.tree.exists(file) !== gone) return null;
  if (gone) return { command: `! test -e ${shellWord(file)}`, from: 'gone' };
  return { command: `test -${file.endsWith('/') ? 'd' : 'f'} ${shellWord(file)}`, from: 'file' };
}

function checkOfSymbol(
  symbol: string,
  file: string | undefined,
  gone: boolean,
  { tree, foundIn, folder }: OfflineSight,
): ItemCheck | null {
  const inFile = file !== undefined && !file.endsWith('/') ? file : null;
  const isThere =
    inFile === null
      ? holdsName(symbol, tree, foundIn)
      : new RegExp(`(?<![\\w$])${symbol.replaceAll('$', '\\$')}(?![\\w$])`).test(tree.read(inFile) ?? '');
  if (isThere !== gone) return null;
  const skipped = ['.git', 'node_modules', '__pycache__', folder];
  const search =
    inFile === null
      ? `grep -rqwIF ${skipped.map((one) => `--exclude-dir=${shellWord(one)}`).join(' ')} ${shellQuoted(symbol)} .`
      : `grep -qwF ${shellQuoted(symbol)} ${shellWord(inFile)}`;
  return gone ? { command: `! ${search}`, from: 'gone' } : { command: search, from: 'symbol' };
}

/** Whether a text in backticks is a command that may serve as a check. */
function isCommand(text: string, { isProgram }: OfflineSight): boolean {
  if (!/^[\w./-]+\s+\S/.test(text) && !/^(?:pytest|make|tox|ruff|mypy|eslint)$/.test(text)) return false;
  if (!isProgram(text)) return false;
  return whyDestructive(text) === null && whyUnfit(text) === null && whyIdle(text) === null;
}
