import { isUtf8 } from 'node:buffer';
import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { failure, type Result, success } from '../model/result.js';
import { run } from './process.js';
import { ioFailure } from './readText.js';
import type { Environment } from './workspace.js';

/** The three versions that git hands to a merge driver. */
export function readMergeFiles(
  environment: Environment,
  paths: readonly [string, string, string],
): Result<[string, string, string]> {
  const texts: string[] = [];
  for (const path of paths) {
    try {
      const bytes = fs.readFileSync(resolve(environment.cwd, path));
      if (!isUtf8(bytes)) return failure('invalid-value', `${path} is not UTF-8`);
      texts.push(bytes.toString('utf8'));
    } catch (error) {
      return ioFailure(error, `${path} cannot be read`);
    }
  }
  const [base = '', ours = '', theirs = ''] = texts;
  return success([base, ours, theirs]);
}

/** Merge text as git merges a file, outside of the repository. */
export async function mergeTextWithGit(
  environment: Environment,
  [base, ours, theirs]: readonly [string, string, string],
  markerSize: number,
): Promise<{ text: string; conflicts: number }> {
  const folder = fs.mkdtempSync(join(tmpdir(), 'doc-ops-merge-'));
  try {
    for (const [name, text] of [
      ['base', base],
      ['ours', ours],
      ['theirs', theirs],
    ] as const)
      fs.writeFileSync(join(folder, name), text);
    const { code, stdout } = await run({
      command: 'git',
      args: [
        'merge-file',
        '-p',
        `--marker-size=${markerSize}`,
        '-L',
        'ours',
        '-L',
        'base',
        '-L',
        'theirs',
        'ours',
        'base',
        'theirs',
      ],
      cwd: folder,
      env: { ...environment.env, LC_ALL: 'C' },
    });
    if (code === null || code > 127) throw new Error('git merge-file did not run');
    return { text: stdout.toString('utf8'), conflicts: code };
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** Put the result where git looks for it, in one step. */
export function writeMerged(environment: Environment, path: string, text: string): Result<null> {
  const target = resolve(environment.cwd, path);
  const draft = `${target}.doc-ops-${environment.token(6)}`;
  try {
    fs.writeFileSync(draft, text);
    fs.renameSync(draft, target);
    return success(null);
  } catch (error) {
    return ioFailure(error, `${path} cannot be written`);
  }
}
