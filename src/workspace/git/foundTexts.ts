import type { Workspace } from '../workspace.js';
import { git } from './git.js';

/** Where one of several texts is found. */
export interface FoundText {
  /** Root-relative. */
  readonly path: string;
  /** 1-based. */
  readonly line: number;
  /** The text as it is there, which may differ in case. */
  readonly text: string;
}

/** All places; `complete` is false where there were too many to read. */
export interface FoundTexts {
  readonly found: readonly FoundText[];
  readonly complete: boolean;
}

/** Output beyond this is not read: the texts are too common to tell files apart. */
const maximumBytes = 48 * 1024 * 1024;

/**
 * Every place of these texts, in any case of ASCII letters, in files that git tracks or would track, the documents'
 * folder left out. Null without git.
 */
export async function foundTexts(workspace: Workspace, texts: readonly string[]): Promise<FoundTexts | null> {
  if (!workspace.repository) return null;
  const wanted = texts.filter((text) => text !== '' && !/[\n\0]/.test(text));
  if (wanted.length === 0) return { found: [], complete: true };
  const ended = await git(
    workspace,
    [
      'grep',
      ...['--untracked', '--fixed-strings', '--ignore-case', '-I', '--line-number', '--only-matching', '-z'],
      ...['--no-color', '--no-column', '--no-recurse-submodules'],
      ...wanted.flatMap((text) => ['-e', text]),
      '--',
      '.',
      `:(exclude,literal)${workspace.folder}`,
    ],
    { env: { GIT_LITERAL_PATHSPECS: '0' }, maximumBytes },
  );
  // 1 is "nothing found"; null is an output that was cut.
  if (ended.code !== 0 && ended.code !== 1 && ended.code !== null) return null;
  return { found: parse(ended.stdout.toString('utf8')), complete: ended.code !== null };
}

/** `<path>\0<line>\0<text>\n` again and again, paths relative to where git was started. */
function parse(output: string): FoundText[] {
  const found: FoundText[] = [];
  let path = '';
  for (let at = 0; at < output.length; ) {
    const zero = output.indexOf('\0', at);
    const second = output.indexOf('\0', zero + 1);
    const end = output.indexOf('\n', second + 1);
    if (zero < 0 || second < 0 || end < 0) break;
    // One string for all places of a file.
    if (zero - at !== path.length || !output.startsWith(path, at)) path = output.slice(at, zero);
    found.push({
      path,
      line: Number(output.slice(zero + 1, second)),
      text: output.slice(second + 1, end),
    });
    at = end + 1;
  }
  return found;
}
