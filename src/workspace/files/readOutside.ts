import fs from 'node:fs';
import { resolve } from 'node:path';
import { failure, type Result, success } from '../../model/result.js';
import type { Environment } from '../workspace.js';

/** Read a file that the person named, wherever it is. */
export function readOutside(environment: Environment, path: string): Result<string> {
  try {
    return success(fs.readFileSync(resolve(environment.cwd, path), 'utf8'));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return failure('io', `${path} cannot be read${code ? ` (${code})` : ''}`);
  }
}
