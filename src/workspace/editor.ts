import fs from 'node:fs';
import { basename, join } from 'node:path';
import { failure, type Result, success } from '../model/result.js';
import { editorArguments } from './editorPlace.js';
import { ioFailure } from './ioFailure.js';
import { runInTerminal } from './process.js';
import { readOutside } from './readOutside.js';
import { makeOwnFolder, makeStateFolder } from './stateFolders.js';
import type { Workspace } from './workspace.js';

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
    return ioFailure(error, 'there is no place for the copy to edit');
  }
  const copy = join(folder, basename(path));
  const code = await runInTerminal({
    command: 'sh',
    args: ['-c', `${editor} "$@"`, 'sh', ...editorArguments(editor, copy, line)],
    cwd: workspace.root,
    env,
  });
  if (code !== 0)
    return failure('refused', `the editor '${editor}' ended with ${code ?? 'a failure'}`, {
      hint: `your text is kept in ${copy}`,
    });
  const after = readOutside(workspace.environment, copy);
  if (!after.ok) return after;
  return success({
    text: after.value,
    copy,
    discard: () => fs.rmSync(folder, { recursive: true, force: true }),
  });
}
