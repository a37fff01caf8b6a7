import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { failure, type Result, success } from '../../model/result.js';
import { git } from '../git.js';
import { isInside } from '../safePath.js';
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
  const always = await configured(workspace, 'commit.gpgsign');
  if (!wanted && !(format === 'ssh' && always === 'true')) return success(null);
  const key = await configured(workspace, 'user.signingkey');
  if (!key) {
    return failure('refused', 'there is no key to sign with', {
      hint: 'git config --global gpg.format ssh; git config --global user.signingkey ~/.ssh/id_ed25519.pub',
    });
  }
  const path = key.startsWith('~/') ? join(workspace.environment.env.HOME ?? '', key.slice(2)) : key;
  const trial = sign(workspace, path, 'trial');
  if (!trial.ok) return trial;
  return success((hash) => {
    const signed = sign(workspace, path, hash);
    if (!signed.ok) throw new Error(signed.problem.message);
    return signed.value;
  });
}

function sign(workspace: Workspace, key: string, text: string): Result<string> {
  const { status, stdout, stderr } = spawnSync(
    'ssh-keygen',
    ['-Y', 'sign', '-q', '-n', namespace, '-f', key],
    {
      input: text,
      encoding: 'utf8',
      env: workspace.environment.env as NodeJS.ProcessEnv,
    },
  );
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
  const configuredFile = await configured(workspace, 'gpg.ssh.allowedSignersFile');
  const { HOME } = workspace.environment.env;
  const file = configuredFile?.startsWith('~/') ? join(HOME ?? '', configuredFile.slice(2)) : configuredFile;
  const known =
    file && isAbsolute(file) && !isInside(workspace.root, file) && fs.existsSync(file) ? file : null;
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

async function configured(workspace: Workspace, key: string): Promise<string | null> {
  const ended = await git(workspace, ['config', key]);
  return ended.code === 0 ? ended.stdout.toString('utf8').trim() || null : null;
}
