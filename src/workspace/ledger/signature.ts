import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { failure, type Result, success } from '../../model/result.js';
import { isInside } from '../files/safePath.js';
import { git } from '../git/git.js';
import type { Workspace } from '../workspace.js';

/** What signatures of doc-ops are for, so that none made for something else counts. */
const namespace = 'doc-ops';

/**
 * A function that signs a hash as git signs commits with SSH; null where nobody asked for it and git's configuration
 * does not say so.
 */
export async function signer(
  workspace: Workspace,
  wanted: boolean,
): Promise<Result<((hash: string) => string) | null>> {
  const format = await configured(workspace, 'gpg.format');
  const always = await configured(workspace, 'commit.gpgsign', 'bool');
  if (!wanted && !(format === 'ssh' && always === 'true')) return success(null);
  const named = await configured(workspace, 'user.signingkey');
  if (!named) {
    return failure('refused', 'there is no key to sign with', {
      hint: 'git config --global gpg.format ssh; git config --global user.signingkey ~/.ssh/id_ed25519.pub',
    });
  }
  const literal = literalKey(named);
  const path = literal ? null : ((await configured(workspace, 'user.signingkey', 'path')) ?? named);
  const signWith = (text: string) =>
    path === null ? signByAgent(workspace, literal ?? '', text) : sign(workspace, ['-f', path], text);
  const trial = signWith('trial');
  if (!trial.ok) return trial;
  return success((hash) => {
    const signed = signWith(hash);
    if (!signed.ok) throw new Error(signed.problem.message);
    return signed.value;
  });
}

/** A public key that stands in the setting itself, as git takes it: `key::…`, or the older form that starts with `ssh-`. */
function literalKey(named: string): string | null {
  if (named.startsWith('key::')) return named.slice('key::'.length);
  return named.startsWith('ssh-') ? named : null;
}

/** Sign with the private half that an agent holds. */
function signByAgent(workspace: Workspace, publicKey: string, text: string): Result<string> {
  const folder = fs.mkdtempSync(join(tmpdir(), 'doc-ops-key-'));
  try {
    const path = join(folder, 'key.pub');
    fs.writeFileSync(path, `${publicKey}\n`, { mode: 0o600 });
    return sign(workspace, ['-f', path, '-U'], text);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

function sign(workspace: Workspace, key: readonly string[], text: string): Result<string> {
  const { status, stdout, stderr } = spawnSync('ssh-keygen', ['-Y', 'sign', '-q', '-n', namespace, ...key], {
    input: text,
    encoding: 'utf8',
    env: workspace.environment.env as NodeJS.ProcessEnv,
  });
  if (status === 0) return success(stdout);
  return failure(
    'refused',
    `ssh-keygen could not sign: ${(stderr || 'it is not installed').trim().split('\n')[0]}`,
  );
}

/** `no-allowed-signers`: it holds, but whose it is cannot be said. `not-checked`: there is no ssh-keygen. */
export type SignatureCheck = 'good' | 'bad' | 'unknown-key' | 'no-allowed-signers' | 'not-checked';

/** Check a signature against the person's own file of allowed signers; a file inside the repository is not believed. */
export async function checkSignature(
  workspace: Workspace,
  hash: string,
  signature: string,
  identity: string | null,
): Promise<SignatureCheck> {
  const known = await allowedSigners(workspace);
  const folder = fs.mkdtempSync(join(tmpdir(), 'doc-ops-signature-'));
  try {
    const path = join(folder, 'signature');
    fs.writeFileSync(path, signature, { mode: 0o600 });
    const status = (...args: string[]) =>
      spawnSync('ssh-keygen', ['-Y', ...args, '-n', namespace, '-s', path], {
        input: hash,
        encoding: 'utf8',
      }).status;
    if (known && status('verify', '-f', known, '-I', identity ?? '') === 0) return 'good';
    const held = status('check-novalidate');
    if (held !== 0) return held === null ? 'not-checked' : 'bad';
    return known ? 'unknown-key' : 'no-allowed-signers';
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * The real path of the person's file of allowed signers. Null where none is configured, and where it lies, links
 * followed, in the repository: whoever may write there would say whom to believe.
 */
async function allowedSigners(workspace: Workspace): Promise<string | null> {
  const file = await configured(workspace, 'gpg.ssh.allowedSignersFile', 'path');
  if (!file || !isAbsolute(file)) return null;
  try {
    const real = fs.realpathSync(file);
    const { repository, root } = workspace;
    const inside = [root, repository?.workTree, repository?.gitDir, repository?.commonDir];
    return inside.some((folder) => folder && isInside(fs.realpathSync(folder), real)) ? null : real;
  } catch {
    return null;
  }
}

/** A setting of git, read as git reads it. */
async function configured(workspace: Workspace, key: string, type?: 'bool' | 'path'): Promise<string | null> {
  const ended = await git(workspace, ['config', ...(type ? [`--type=${type}`] : []), key]);
  return ended.code === 0 ? ended.stdout.toString('utf8').trim() || null : null;
}
