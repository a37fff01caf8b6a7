import { type Result, success } from '../../model/result.js';
import { readOutside } from '../../workspace/files/readOutside.js';
import type { Context } from '../verb.js';

/** The text behind `--from-file`: a file anywhere, or standard input for `-`. */
export async function readArgument(context: Context, file: string): Promise<Result<string>> {
  if (file === '-') return success(await context.readInput());
  return readOutside(context.environment, file);
}
