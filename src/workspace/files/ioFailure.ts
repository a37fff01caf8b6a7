import { failure, type Problem } from '../../model/result.js';
import { codeOf } from './durable.js';

/** A failed system call as a value; anything else that was thrown is a bug and is thrown again. */
export function ioFailure(
  error: unknown,
  message: string,
): { readonly ok: false; readonly problem: Problem } {
  const code = codeOf(error);
  if (code === undefined || (error as NodeJS.ErrnoException).syscall === undefined) throw error;
  return failure('io', `${message} (${code})`, adviceFor(code));
}

function adviceFor(code: string): { hint?: string } {
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return { hint: 'the disk is full; make room and run the command again' };
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return { hint: 'check the permissions of the file and of its folder' };
    case 'ELOOP':
      return { hint: 'a part of that path is a symbolic link; doc-ops keeps its own files behind none' };
    case 'ENOTDIR':
      return { hint: 'a part of that path is a file, not a folder' };
    default:
      return {};
  }
}
