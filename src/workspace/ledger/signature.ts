import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { failure, type Result, success } from '../../model/result.js';
import { isInside } from '../files/safePath.js';
import { git } from '../git/git.js';
import { type ProgramEnd, type ProgramOptions, runProgram } from '../process/program.js';
import type { Workspace } from '../workspace.js';

/** What signatures of doc-ops are for, so that none made for something else counts. */
const namespace = 'doc-ops';

/** Signs a hash. */
export type Signer = (hash: string) => Promise<Result<string>>;

/**
 * A function that signs a hash as git signs commits with SSH; null where nobody asked for it and git's configuration
 * does not say so.
 */
export async function signer(workspace: Workspace, wanted: boolean): Promise<Result<Signer | null>> {
  const format = await configured(workspace, 'gpg.format');
  const always = await configured(workspace, 'commit.gpgsign', 'bool');
  if (!wanted && !(format === 'ssh' && always === 'true')) return success(null);
  const named = await configured(workspace, 'user.signingkey');
  if (!named) {
    return failure('refused', 'no key to sign with', {
      hint: 'git config --global gpg.format ssh; git config --global user.signingkey ~/.ssh/id_ed25519.pub',
    });
  }
  const literal = literalKey(named);
  const path = literal ? null : ((await configured(workspace, 'user.signingkey', 'path')) ?? named);
  const signWith = (text: string) =>
    path === null ? signByAgent(workspace, literal ?? '', text) : sign(workspace, ['-f', path], text);
  const trial = await signWith('trial');
  return trial.ok ? success(signWith) : trial;
}

/** A public key that the setting itself holds, as git takes it: `key::…`, or the older form that starts with `ssh-`. */
function literalKey(named: string): string | null {
  if (named.startsWith('key::')) return named.slice('key::'.length);
  return named.startsWith('ssh-') ? named : null;
}

/** Sign with the private half that an agent holds. */
async function signByAgent(workspace: Workspace, publicKey: string, text: string): Promise<Result<string>> {
  const folder = fs.mkdtempSync(join(tmpdir(), 'doc-ops-key-'));
  try {
    const path = join(folder, 'key.pub');
    fs.writeFileSync(path, `${publicKey}\n`, { mode: 0o600 });
    return await sign(workspace, ['-f', path, '-U'], text);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

async function sign(workspace: Workspace, key: readonly string[], text: string): Promise<Result<string>> {
  // It may ask for the passphrase of the key.
  const ended = await keygen(workspace, ['-Y', 'sign', '-q', '-n', namespace, ...key], text, {
    terminal: 'ask',
  });
  if (ended.kind === 'ended' && ended.code === 0) return success(ended.stdout.toString('utf8'));
  if (ended.kind === 'not-installed') return failure('refused', 'ssh-keygen is not installed');
  const why = 'stderr' in ended ? ended.stderr.trim().split('\n')[0] : ended.reason;
  return failure('refused', `ssh-keygen could not sign: ${why || ended.kind}`);
}

function keygen(
  workspace: Workspace,
  args: readonly string[],
  input: string,
  more: Pick<ProgramOptions, 'terminal' | 'timeout'>,
): Promise<ProgramEnd> {
  const { root, environment } = workspace;
  return runProgram('ssh-keygen', args, { cwd: root, env: environment.env, input, ...more });
}

/** Checking needs neither a person nor a network. */
const checkTimeout = 30_000;

/** `no-allowed-signers`: it holds, but whose it is cannot be said. `not-checked`: ssh-keygen is missing. */
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
    const check = async (...args: string[]) => {
      const all = ['-Y', ...args, '-n', namespace, '-s', path];
      const ended = await keygen(workspace, all, hash, { timeout: checkTimeout });
      return ended.kind === 'ended' ? ended.code : null;
    };
    if (known && (await check('verify', '-f', known, '-I', identity ?? '')) === 0) return 'good';
    const code = await check('check-novalidate');
    if (code !== 0) return code === null ? 'not-checked' : 'bad';
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
