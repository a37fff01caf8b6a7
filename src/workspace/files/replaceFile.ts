import fs from 'node:fs';
import { type FileMode, removeIfThere, setMode } from './durable.js';

export interface Replacement {
  /** Random characters, distinct for every call. */
  readonly token: string;
  /** Wait until the content is on the disk: for what cannot be made again, or is not checked when it is read. */
  readonly syncs?: boolean;
  /** Permissions of the new file; those of any new file when not given. */
  readonly mode?: FileMode;
}

/** A new content beside its file. */
export interface Draft {
  /** Put it in place, in one step. */
  replace(): void;
  discard(): void;
}

/** Replace a file in one step, so that readers see the old file or the new one, whoever else writes. */
export function replaceFile(
  path: string,
  content: string | Iterable<string | Uint8Array>,
  replacement: Replacement,
): void {
  const draft = draftFile(path, content, replacement);
  try {
    draft.replace();
  } catch (error) {
    draft.discard();
    throw error;
  }
}

/** Write a new content beside its file; where that fails nothing is left. */
export function draftFile(
  path: string,
  content: string | Iterable<string | Uint8Array>,
  { token, syncs, mode }: Replacement,
): Draft {
  const beside = `${path}.${process.pid}.${token}.tmp`;
  const file = fs.openSync(beside, 'wx', mode?.mode ?? 0o666);
  try {
    try {
      writePieces(file, typeof content === 'string' ? [content] : content);
      if (mode) setMode(file, mode);
      if (syncs) fs.fsyncSync(file);
    } finally {
      fs.closeSync(file);
    }
  } catch (error) {
    removeIfThere(beside);
    throw error;
  }
  return { replace: () => fs.renameSync(beside, path), discard: () => removeIfThere(beside) };
}

const pieceLength = 1 << 18;

/** Texts in large pieces; bytes as they come, so the two do not mix in one file. */
function writePieces(file: number, content: Iterable<string | Uint8Array>): void {
  let piece = '';
  for (const text of content) {
    if (typeof text !== 'string') {
      fs.writeFileSync(file, text);
      continue;
    }
    piece += text;
    if (piece.length < pieceLength) continue;
    fs.writeFileSync(file, piece);
    piece = '';
  }
  if (piece !== '') fs.writeFileSync(file, piece);
}
