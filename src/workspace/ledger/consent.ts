import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import { codeOf } from '../files/durable.js';
import { replaceFile } from '../files/replaceFile.js';
import { isInRepository } from '../files/safePath.js';
import type { Workspace } from '../workspace.js';

/** A plan, or what a repository's config proposes, exactly as it is now. */
export interface ConsentSubject {
  /** `PLAN-001`, `planner`. */
  readonly id: string;
  /** Digest of all that would be run, or sent to. */
  readonly definition: string;
}

/**
 * Consent to execute is a matter of this person on this machine: it is kept outside of every repository, for a
 * repository's real path and the exact definition of a plan or a proposal (FORMATS.md, *Running is another matter than approving*).
 */
export function hasConsent(workspace: Workspace, subject: Pick<ConsentSubject, 'definition'>): boolean {
  const path = consentPath(workspace, subject.definition);
  if (path === null) return false;
  let descriptor: number | undefined;
  try {
    descriptor = fs.openSync(path, fs.constants.O_RDONLY | fs.constants.O_NOFOLLOW);
    const { uid, mode, size } = fs.fstatSync(descriptor);
    // A file that others could have written is nobody's consent.
    if (uid !== process.getuid?.() || (mode & 0o022) !== 0 || size > 64 * 1024) return false;
    const given = JSON.parse(fs.readFileSync(descriptor, 'utf8')) as Record<string, unknown>;
    return given.root === workspace.root && given.definition === subject.definition;
  } catch (error) {
    if (codeOf(error) === undefined && !(error instanceof SyntaxError)) throw error;
    return false;
  } finally {
    if (descriptor !== undefined) fs.closeSync(descriptor);
  }
}

/** Record consent; false where this person has no folder for it outside of the repository, or none to write to. */
export function recordConsent(workspace: Workspace, subject: ConsentSubject): boolean {
  const path = consentPath(workspace, subject.definition);
  if (path === null) return false;
  const consent = {
    v: 1,
    root: workspace.root,
    subject: subject.id,
    definition: subject.definition,
    at: workspace.environment.now().toISOString(),
  };
  try {
    fs.mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    const token = workspace.environment.token(6);
    replaceFile(path, `${JSON.stringify(consent)}\n`, { token, mode: { mode: 0o600 } });
    return true;
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    return false;
  }
}

function consentPath(workspace: Workspace, definition: string): string | null {
  const { XDG_STATE_HOME, HOME } = workspace.environment.env;
  const base =
    XDG_STATE_HOME && isAbsolute(XDG_STATE_HOME)
      ? XDG_STATE_HOME
      : HOME && isAbsolute(HOME)
        ? join(HOME, '.local/state')
        : null;
  if (base === null) return null;
  const key = createHash('sha256').update(`${workspace.root}\0${definition}`).digest('hex');
  const folder = join(base, 'doc-ops/consent');
  return isInRepository(workspace, folder) ? null : join(folder, `${key}.json`);
}
