import fs from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { noUserConfig, parseUserConfig, type UserConfig } from '../../model/config/user.js';
import { failure, type Result, success } from '../../model/result.js';
import { codeOf } from '../files/durable.js';
import { ioFailure } from '../files/ioFailure.js';
import { isInRepository } from '../files/safePath.js';
import type { Environment, Workspace } from '../workspace.js';

/**
 * A person's own `config.yaml`: what is in it is an order, so it must be the person's. It lies outside of the
 * repository, belongs to this user, and nobody else can write it; a file that is not so is an error, as is a key or a
 * value that is wrong. Without such a file nothing is set.
 */
export function readUserConfig(workspace: Workspace): Result<UserConfig> {
  const path = userConfigPath(workspace.environment);
  if (path === null) return success(noUserConfig);
  let descriptor: number;
  try {
    descriptor = fs.openSync(path, fs.constants.O_RDONLY | fs.constants.O_NONBLOCK);
  } catch (error) {
    const code = codeOf(error);
    return code === 'ENOENT' || code === 'ENOTDIR'
      ? success(noUserConfig)
      : ioFailure(error, `${path} cannot be read`);
  }
  try {
    const reason = whyNotTheirs(workspace, path, descriptor);
    if (reason) return reason;
    return checked(fs.readFileSync(descriptor, 'utf8'), path);
  } catch (error) {
    return ioFailure(error, `${path} cannot be read`);
  } finally {
    fs.closeSync(descriptor);
  }
}

/** Where it is; null where neither HOME nor XDG_CONFIG_HOME names a folder. */
export function userConfigPath({ env }: Environment): string | null {
  const { XDG_CONFIG_HOME, HOME } = env;
  if (XDG_CONFIG_HOME && isAbsolute(XDG_CONFIG_HOME)) return join(XDG_CONFIG_HOME, 'doc-ops/config.yaml');
  return HOME && isAbsolute(HOME) ? join(HOME, '.config/doc-ops/config.yaml') : null;
}

const largest = 1024 * 1024;

/** A link to it is followed, as people keep such files elsewhere: what counts is the file that is read. */
function whyNotTheirs(workspace: Workspace, path: string, descriptor: number): Result<never> | null {
  if (isInRepository(workspace, path)) {
    return failure('refused', `${path} lies in the repository, so it is not taken for your own config`, {
      hint: 'let XDG_CONFIG_HOME name a folder outside of the repository',
    });
  }
  const stat = fs.fstatSync(descriptor);
  if (!stat.isFile()) return failure('refused', `${path} is not a file`);
  if (process.getuid && stat.uid !== process.getuid())
    return failure('refused', `${path} belongs to another user, so it is not taken for your own config`);
  if ((stat.mode & 0o022) !== 0) {
    return failure('refused', `others can write ${path}, so it is not taken for your own config`, {
      hint: `chmod go-w ${path}`,
    });
  }
  return stat.size > largest ? failure('refused', `${path} is larger than 1 MiB`) : null;
}

function checked(text: string, path: string): Result<UserConfig> {
  const { config, findings } = parseUserConfig(text, path);
  const [first] = findings;
  if (!first) return success(config);
  const { message, span, suggestion } = first;
  return failure('invalid-config', message, {
    place: { path, ...(span ? { line: span.line, column: span.column } : {}) },
    ...(suggestion === undefined ? {} : { suggestion }),
  });
}
