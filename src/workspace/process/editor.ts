import fs from 'node:fs';
import { basename, join } from 'node:path';
import { failure, type Result, success } from '../../model/result.js';
import { ioFailure } from '../files/ioFailure.js';
import { readOutside } from '../files/readOutside.js';
import { makeOwnFolder, makeStateFolder } from '../files/stateFolders.js';
import type { Workspace } from '../workspace.js';
import { runProgram } from './program.js';

export interface Edited {
  readonly text: string;
  /** Absolute path of the copy that was edited. */
  readonly copy: string;
  /** Remove the copy. */
  discard(): void;
}

/**
 * Open a copy of a text in `$VISUAL` or `$EDITOR`, at a line where one is given, and wait. The command may carry
 * arguments, as git allows.
 */
export async function runEditor(
  workspace: Workspace,
  path: string,
  text: string,
  line: number | null,
): Promise<Result<Edited>> {
  const { env } = workspace.environment;
  const editor = env.VISUAL || env.EDITOR;
  if (!editor) {
    return failure('needs-person', 'no editor is set', {
      hint: 'set $VISUAL or $EDITOR, or give the text with --from-file',
    });
  }
  let folder: string;
  try {
    makeStateFolder(workspace);
    folder = makeOwnFolder(workspace, `.state/edit/${workspace.environment.token(8)}`);
    fs.writeFileSync(join(folder, basename(path)), text);
  } catch (error) {
    return ioFailure(error, 'the copy to edit cannot be made');
  }
  const copy = join(folder, basename(path));
  const ended = await runProgram(
    'sh',
    ['-c', `${editor} "$@"`, 'sh', ...editorArguments(editor, copy, line)],
    { cwd: workspace.root, env, terminal: 'whole' },
  );
  const code = ended.kind === 'ended' ? ended.code : null;
  const after = readOutside(workspace.environment, copy);
  const discard = () => fs.rmSync(folder, { recursive: true, force: true });
  if (code !== 0) {
    // Leaving an editor with a failure is how an edit is given up: nothing is kept where nothing was written. What
    // else lies there is the swap file of an editor that was killed, with what was typed.
    const isSame = after.ok && after.value === text && fs.readdirSync(folder).length === 1;
    if (isSame) discard();
    return failure('refused', describeEnd(editor, code), {
      hint: !isSame
        ? `your text is kept in ${copy}`
        : code === notFound
          ? 'set $VISUAL or $EDITOR to an editor that is there'
          : 'nothing was written',
    });
  }
  return after.ok ? success({ text: after.value, copy, discard }) : after;
}

/** What a shell ends with when a command is not found. */
const notFound = 127;

function describeEnd(editor: string, code: number | null): string {
  if (code === notFound) return `editor '${editor}' was not found`;
  return code === null ? `the editor '${editor}' was stopped` : `the editor '${editor}' ended with ${code}`;
}

/** Editors by how they take a line: `+12 file`, `--goto file:12`, `file:12`. */
const plus =
  /^(?:n?vi|g?vim|nvim|view|nano|pico|emacs|emacsclient|micro|kak|ne|joe|jed|mg|vis|mcedit|gedit|kate)$/;
const goto = /^(?:code|code-insiders|codium|vscodium|cursor|windsurf)$/;
const colon = /^(?:hx|helix|zed|subl|sublime_text)$/;

/**
 * The arguments that open a file at a line, counted from 1, in the editor of a command as `$EDITOR` holds it; of an
 * editor that is not known the file alone.
 */
export function editorArguments(editor: string, file: string, line: number | null): readonly string[] {
  const name = basename(editor.trim().split(/\s+/)[0] ?? '');
  if (line === null || line < 2) return [file];
  if (plus.test(name)) return [`+${line}`, file];
  if (goto.test(name)) return ['--goto', `${file}:${line}`];
  return [colon.test(name) ? `${file}:${line}` : file];
}
