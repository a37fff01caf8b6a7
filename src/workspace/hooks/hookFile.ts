import fs from 'node:fs';
import { join } from 'node:path';
import type { FileOperation } from '../../model/fileOperation.js';
import { readIfThere } from '../files/durable.js';
import { type BlockPlace, blockState, withBlock, withoutBlock } from './block.js';
import { hookLines } from './lines.js';

export const hookNames = ['pre-commit', 'pre-merge-commit'] as const;
const inHook: BlockPlace = { at: 'after the shebang', newFile: '#!/bin/sh\n' };

export type PartState =
  | 'installed'
  | 'outdated'
  | 'missing'
  /** Another program is in charge, and it calls doc-ops. */
  | 'by hand'
  /** Somebody else's, left alone. */
  | 'foreign';

/** A hook as it is. */
export interface HookFile {
  readonly name: string;
  readonly path: string;
  readonly text: string | null;
  readonly state: PartState;
  /** Why doc-ops leaves it alone. */
  readonly reason?: string;
}

/** Look at one hook of a folder. */
export function hookFile(folder: string, name: string): HookFile {
  const path = join(folder, name);
  const folderIs = fs.statSync(folder, { throwIfNoEntry: false });
  if (folderIs && !folderIs.isDirectory()) {
    return {
      name,
      path,
      text: null,
      state: 'foreign',
      reason: `hooks are switched off: core.hooksPath is ${folder}`,
    };
  }
  const link = fs.lstatSync(path, { throwIfNoEntry: false });
  const target = fs.statSync(path, { throwIfNoEntry: false });
  if (link && !target?.isFile())
    return {
      name,
      path,
      text: null,
      state: 'foreign',
      reason: 'it is not a file, or a broken symbolic link',
    };
  const text = readIfThere(path)?.toString('latin1') ?? null;
  if (text === null) return { name, path, text, state: 'missing' };
  const reason = whyNot(path, text);
  if (reason) return { name, path, text, state: 'foreign', reason };
  if (blockState(text) === 'absent') return { name, path, text, state: 'missing' };
  return { name, path, text, state: withBlock(text, hookLines, inHook) === text ? 'installed' : 'outdated' };
}

/** Put the block in, or bring it up to date. */
/** Operations on hooks have absolute paths, and byte strings (latin1) for texts. */
export function addToHook({ path, text }: HookFile): FileOperation {
  return { path, before: text, after: withBlock(text, hookLines, inHook), mode: 0o755 };
}

/** Take the block out again. */
export function takeFromHook({ path, text }: HookFile): FileOperation {
  return { path, before: text, after: text === null ? null : withoutBlock(text, inHook), mode: 0o755 };
}

function whyNot(path: string, text: string): string | undefined {
  if (!isShell(text)) return 'it is not a shell script';
  if (blockState(text) === 'damaged')
    return 'one of the two marks of the doc-ops block is gone: repair it by hand';
  const mode = fs.statSync(path).mode;
  if (process.platform !== 'win32' && (mode & 0o111) === 0)
    return 'it is not executable, so git does not run it: chmod +x it or move it away';
  return undefined;
}

/** A script that sh, bash, dash, ash, zsh or ksh runs; git runs one without a shebang with sh. */
function isShell(text: string): boolean {
  if (text.includes('\0')) return false;
  const shebang = /^#![ \t]*([^\r\n]*)/.exec(text)?.[1];
  if (shebang === undefined) return true;
  const words = shebang.split(/[ \t]+/).filter(Boolean);
  const base = (word: string | undefined) => (word ?? '').replace(/^.*[\\/]/, '').replace(/\.exe$/i, '');
  const first = words.shift();
  const starter = ['env', 'busybox'].includes(base(first));
  const interpreter = starter ? words.find((word) => !/^-|=/.test(word)) : first;
  return /^(?:sh|bash|dash|ash|zsh|ksh|mksh)$/.test(base(interpreter));
}
