import { basename } from 'node:path';

/** Editors by how they are told a line: `+12 file`, `--goto file:12`, `file:12`. */
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
