import { join } from 'node:path';
import picomatch from 'picomatch';
import type { InputFile } from '../../model/ledger/inputChanges.js';
import type { Tasc } from '../../model/plan/tasc.js';
import type { Workspace } from '../workspace.js';
import { blobId, digestOfFiles, isNeverInput, TreeReader, type TreeSnapshot } from './treeSnapshot.js';

/** What a verdict depends on, at one moment. */
export interface Inputs {
  /** Null without git, where the tasc names none. */
  readonly digest: string | null;
  /** Globs that match nothing. */
  readonly empty: readonly string[];
}

/** Tells the inputs of tascs, now and as they were last seen. */
export interface InputsReader {
  /** As they are from now on: the work tree is looked at again. */
  now(tasc: Tasc): Promise<Inputs>;
  /** As they were seen last. */
  latest(tasc: Tasc): Promise<Inputs>;
}

const none: Inputs = { digest: null, empty: [] };
const listed = new WeakMap<Inputs, readonly InputFile[]>();

/** The files behind a digest, in no order. */
export function filesOf(inputs: Inputs): readonly InputFile[] {
  return listed.get(inputs) ?? [];
}

function inputsOf(files: readonly InputFile[], empty: readonly string[]): Inputs {
  const inputs = { digest: digestOfFiles(files), empty };
  listed.set(inputs, files);
  return inputs;
}

/** A person decides about results, not about files. */
function isDecided({ proof }: Tasc): boolean {
  return proof.check.type === 'manual';
}

export function inputsReader(workspace: Workspace, tascs: readonly Tasc[]): InputsReader {
  if (!workspace.repository) {
    const read = async (tasc: Tasc) =>
      tasc.inputs === null || isDecided(tasc) ? none : await withoutGit(workspace, tasc.inputs);
    return { now: read, latest: read };
  }
  const tree = new TreeReader(
    workspace,
    tascs.some(({ inputs }) => inputs !== null),
  );
  const known = new WeakMap<TreeSnapshot, Map<string, Inputs>>();
  const remembered = (snapshot: TreeSnapshot, tasc: Tasc): Inputs => {
    if (isDecided(tasc)) return none;
    const key = JSON.stringify(tasc.inputs);
    const digests = known.get(snapshot) ?? new Map<string, Inputs>();
    known.set(snapshot, digests);
    const found = digests.get(key) ?? inputsIn(workspace, snapshot, tasc);
    digests.set(key, found);
    return found;
  };
  return {
    now: async (tasc) => remembered(await tree.now(), tasc),
    latest: async (tasc) => remembered(await tree.latest(), tasc),
  };
}

/** What a verdict depends on, in a snapshot of the files. */
export function inputsIn(workspace: Workspace, snapshot: TreeSnapshot, tasc: Tasc): Inputs {
  if (isDecided(tasc)) return none;
  return tasc.inputs ? matching(workspace, snapshot, tasc.inputs) : tracked(workspace, snapshot);
}

/** All that git tracks, apart from the documents. */
function tracked({ folder }: Workspace, snapshot: TreeSnapshot): Inputs {
  return inputsOf(
    [...snapshot.tracked].filter(([path]) => !path.startsWith(`${folder}/`)),
    [],
  );
}

/** Files that git tracks or would track, and ignored ones that are named literally. */
function matching(workspace: Workspace, snapshot: TreeSnapshot, globs: readonly string[]): Inputs {
  const files = new Map<string, string>();
  const excluded = globs.filter((glob) => glob.startsWith('!')).map((glob) => glob.slice(1));
  const isExcluded = excluded.length > 0 ? picomatch(excluded, { dot: true }) : () => false;
  const empty: string[] = [];
  for (const glob of globs.filter((one) => !one.startsWith('!'))) {
    const matches = picomatch(glob, { dot: true });
    const ofDocuments = namesDocuments(workspace, glob);
    let found = false;
    for (const [path, blob] of [...snapshot.tracked, ...snapshot.untracked]) {
      if (!matches(path) || isExcluded(path)) continue;
      if (!ofDocuments && path.startsWith(`${workspace.folder}/`)) continue;
      files.set(path, blob);
      found = true;
    }
    const literal = found || picomatch.scan(glob).isGlob ? null : literalFile(workspace, glob);
    if (literal !== null) files.set(glob, literal);
    else if (!found) empty.push(glob);
  }
  return inputsOf([...files], empty);
}

/** Documents are inputs only of those who name their folder: completing a plan must not make its own proofs stale. */
function namesDocuments({ folder }: Workspace, glob: string): boolean {
  return glob.startsWith(`${folder}/`);
}

function literalFile(workspace: Workspace, path: string): string | null {
  if (isNeverInput(workspace, path)) return null;
  return blobId(join(workspace.root, path));
}

async function withoutGit(workspace: Workspace, globs: readonly string[]): Promise<Inputs> {
  const { globby } = await import('globby');
  const { root, folder } = workspace;
  const options = { cwd: root, dot: true, onlyFiles: false, followSymbolicLinks: false };
  const excluded = globs.filter((glob) => glob.startsWith('!'));
  const files = new Map<string, string>();
  const empty: string[] = [];
  for (const glob of globs.filter((one) => !one.startsWith('!'))) {
    const ignore = namesDocuments(workspace, glob)
      ? [`${folder}/proofs/**`, `${folder}/.state/**`]
      : [`${folder}/**`];
    const paths = await globby([glob, ...excluded], { ...options, ignore, expandDirectories: false });
    let found = false;
    for (const path of paths) {
      const blob = blobId(join(root, path));
      if (blob === null) continue;
      files.set(path, blob);
      found = true;
    }
    if (!found) empty.push(glob);
  }
  return inputsOf([...files], empty);
}
