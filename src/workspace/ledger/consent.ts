import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import type { ValidPlan } from '../../model/plan/plan.js';
import { codeOf } from '../files/durable.js';
import { replaceFile } from '../files/replaceFile.js';
import { isInside, realPathOf } from '../files/safePath.js';
import type { Workspace } from '../workspace.js';

/**
 * Consent to execute is a matter of this person on this machine: it is kept outside of every repository, for a
 * repository's real path and the exact definition of a plan (FORMATS.md, *Running is another matter than approving*).
 */
export function hasConsent(workspace: Workspace, plan: Pick<ValidPlan, 'definition'>): boolean {
  const path = consentPath(workspace, plan.definition);
  if (path === null) return false;
  let descriptor: number | undefined;
  try {
    descriptor = fs.openSync(path, fs.constants.O_RDONLY | fs.constants.O_NOFOLLOW);
    const { uid, mode, size } = fs.fstatSync(descriptor);
    // A file that others could have written is nobody's consent.
    if (uid !== process.getuid?.() || (mode & 0o022) !== 0 || size > 64 * 1024) return false;
    const given = JSON.parse(fs.readFileSync(descriptor, 'utf8')) as Record<string, unknown>;
    return given.root === workspace.root && given.definition === plan.definition;
  } catch (error) {
    if (codeOf(error) === undefined && !(error instanceof SyntaxError)) throw error;
    return false;
  } finally {
    if (descriptor !== undefined) fs.closeSync(descriptor);
  }
}

/** Record consent; false where this person has no folder for it outside of the repository, or none to write to. */
export function recordConsent(workspace: Workspace, plan: Pick<ValidPlan, 'id' | 'definition'>): boolean {
  const path = consentPath(workspace, plan.definition);
  if (path === null) return false;
  const consent = {
    v: 1,
    root: workspace.root,
    plan: plan.id,
    definition: plan.definition,
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

/** Whether a folder, there or not yet, is one that a commit could fill, whichever links lead to it. */
function isInRepository({ root, repository }: Workspace, folder: string): boolean {
  const real = realPathOf(folder);
  return (
    real === null || isInside(root, real) || (repository !== null && isInside(repository.workTree, real))
  );
}
