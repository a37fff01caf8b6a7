import { isUtf8 } from 'node:buffer';
import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { failure, type Result, success } from '../../model/result.js';
import { ioFailure } from '../files/ioFailure.js';
import { maximumBytes } from '../files/readText.js';
import { replaceFile } from '../files/replaceFile.js';
import { run } from '../process/plumbing.js';
import type { Environment } from '../workspace.js';
import { plainGitCommand } from './command.js';

/** Base, ours, theirs. */
export type ThreeTexts = readonly [base: string, ours: string, theirs: string];

/** The three versions that git hands to a merge driver; what is not a text, or too much of it, is git's to merge. */
export function readMergeFiles(environment: Environment, paths: ThreeTexts): Result<ThreeTexts> {
  const texts: string[] = [];
  for (const path of paths) {
    try {
      const bytes = fs.readFileSync(resolve(environment.cwd, path));
      if (bytes.length > maximumBytes)
        return failure('invalid-value', `${path} is too large to be a document`);
      if (!isUtf8(bytes) || bytes.includes(0)) return failure('invalid-value', `${path} is not UTF-8 text`);
      texts.push(bytes.toString('utf8'));
    } catch (error) {
      return ioFailure(error, `${path} cannot be read`);
    }
  }
  const [base = '', ours = '', theirs = ''] = texts;
  return success([base, ours, theirs]);
}

/**
 * Merge text as git merges a file, honouring its settings; the texts are outside of the repository while it works. Null
 * when git could not.
 */
export async function mergeTextWithGit(
  environment: Environment,
  [base, ours, theirs]: ThreeTexts,
  { markerSize, labels }: { readonly markerSize: number; readonly labels: { ours: string; theirs: string } },
): Promise<{ text: string; conflicts: number } | null> {
  const folder = fs.mkdtempSync(join(tmpdir(), 'doc-ops-merge-'));
  try {
    const files = [ours, base, theirs].map((text, index) => {
      const path = join(folder, String(index));
      fs.writeFileSync(path, text);
      return path;
    });
    const names = ['-L', labels.ours, '-L', 'base', '-L', labels.theirs];
    const { code, stdout } = await run(
      plainGitCommand(environment, [
        'merge-file',
        '--stdout',
        '--quiet',
        `--marker-size=${markerSize}`,
        ...names,
        ...files,
      ]),
    );
    // The exit code is the number of conflicts, 127 standing for more; above that git gave up.
    if (code === null || code > 127) return null;
    return { text: stdout.toString('utf8'), conflicts: code };
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** Put the result where git looks for it, in one step. */
export function writeMerged(environment: Environment, path: string, text: string): Result<null> {
  try {
    replaceFile(resolve(environment.cwd, path), text, { token: environment.token(6) });
    return success(null);
  } catch (error) {
    return ioFailure(error, `${path} cannot be written`);
  }
}
