import fs from 'node:fs';
import { join } from 'node:path';
import type { InferOutput } from 'valibot';
import { isResult } from '../../../model/ledger/event.js';
import type { Ledger } from '../../../model/ledger/ledger.js';
import { failure, type Result, success } from '../../../model/result.js';
import { isOwnFolder } from '../../../workspace/files/stateFolders.js';
import {
  plansWithLedger,
  plansWithUnkeptRuns,
  readLedger,
  readUnkeptRuns,
} from '../../../workspace/ledger/ledgerFiles.js';
import type { Workspace } from '../../../workspace/workspace.js';
import { workspaceOf } from '../../openContext.js';
import { defineVerb, type Outcome, required } from '../../verb.js';
import type { shownProof } from '../output/proofs.js';

export type ShownProof = InferOutput<typeof shownProof>;

/** Printed of each stream: from its end. */
const shown = 64 * 1024;

export const verb = defineVerb({
  name: 'proof show',
  summary: 'Print a line of a ledger, with the output of its command',
  arguments: { hash: required('the first digits of its hash', { value: 'hash' }) },
  examples: {
    'doc-ops proof show 1f3c9a02': 'its command, gates and output',
  },
  run: async (context, input): Promise<Result<Outcome<ShownProof>>> => {
    const workspace = workspaceOf(context);
    const wanted = input.hash.toLowerCase();
    if (!/^[0-9a-f]{4,64}$/.test(wanted))
      return failure('usage', `${input.hash} is not the beginning of a hash`);
    const fitting = (plan: string, { lines }: Ledger) =>
      lines.filter(({ line }) => line.proof_hash.startsWith(wanted)).map((one) => ({ plan, ...one }));
    const kept = plansWithLedger(workspace).flatMap((plan) => fitting(plan, readLedger(workspace, plan)));
    // What a run printed that proved nothing is looked at as well.
    const found =
      kept.length > 0
        ? kept
        : plansWithUnkeptRuns(workspace).flatMap((plan) =>
            readUnkeptRuns(workspace, plan).flatMap((run) => fitting(plan, run)),
          );
    const [first, second] = found;
    if (!first) return failure('unknown-id', `no ledger has a line ${input.hash}`);
    if (second)
      return failure('ambiguous', `${input.hash} begins ${found.length} hashes`, {
        hint: 'give more digits',
      });
    const { plan, path, number, line } = first;
    const ran = isResult(line) ? line : null;
    return success({
      data: {
        plan,
        path,
        line: number,
        event: line,
        stdout: ran && readOutput(workspace, ran.stdout.sha256, ran.stdout.bytes),
        stderr: ran && readOutput(workspace, ran.stderr.sha256, ran.stderr.bytes),
      },
    });
  },
});

function readOutput(workspace: Workspace, sha256: string, bytes: number): string | null {
  if (bytes === 0) return '';
  const path = join(workspace.root, workspace.folder, '.state/output', sha256);
  if (!isOwnFolder(workspace, '.state/output')) return null;
  const stat = fs.lstatSync(path, { throwIfNoEntry: false });
  if (!stat?.isFile()) return null;
  const descriptor = fs.openSync(path, 'r');
  try {
    const buffer = Buffer.alloc(Math.min(shown, stat.size));
    fs.readSync(descriptor, buffer, 0, buffer.length, Math.max(0, stat.size - buffer.length));
    return buffer.toString('utf8');
  } finally {
    fs.closeSync(descriptor);
  }
}
