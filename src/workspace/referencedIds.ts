import { git, records } from './git.js';
import { type Highest, highestIn, raise } from './highest.js';
import { cachePath, cacheVersion, readJson, writeCache } from './index/cacheFile.js';
import { statIdentity } from './index/statIdentity.js';
import { readText } from './readText.js';
import { walkMarkdown } from './walk.js';
import type { Workspace } from './workspace.js';

interface Cache {
  readonly version: string;
  /** The commit whose documents are counted in `highest`. */
  readonly head: string;
  readonly highest: Highest;
  /** Files that differ from that commit and are counted: path → identity. */
  readonly counted: Record<string, string>;
}

/**
 * The highest number of each prefix that any document or card names, so that the id of a deleted document which
 * others still name is not given again. A mark that only rises: git tells which files differ from the commit that
 * was counted, and only those that changed since are read.
 */
export async function referencedHighest(workspace: Workspace): Promise<Highest> {
  const version = cacheVersion(workspace);
  const cached = readJson<Cache>(cachePath(workspace, 'ids.json'));
  const usable = cached?.version === version ? cached : null;
  const status = workspace.repository ? await readStatus(workspace) : null;
  const head = status?.head ?? 'none';
  const fresh = usable?.head !== head;
  const highest: Highest = { ...(usable?.highest ?? {}) };
  const paths = status && !fresh ? status.paths : everyDocument(workspace);
  const differing = status && new Set(status.paths);
  const counted: Record<string, string> = {};
  let read = 0;
  for (const path of paths) {
    const identity = statIdentity(workspace, path);
    if (identity === null || identity === 'special:') continue;
    if (differing === null || differing.has(path)) counted[path] = identity;
    if (usable?.counted[path] === identity) continue;
    const text = readText(workspace, path);
    read += 1;
    if (text.ok) raise(highest, highestOf(text.value, workspace));
  }
  if (fresh || read > 0)
    writeCache(workspace, 'ids.json', [JSON.stringify({ version, head, highest, counted } satisfies Cache)]);
  return highest;
}

function highestOf(text: string, workspace: Workspace): Highest {
  const highest: Highest = {};
  highestIn(text, workspace.config.types, highest);
  return highest;
}

/** HEAD, and the documents that differ from it in the index or the work tree. Null where git cannot tell. */
async function readStatus(workspace: Workspace): Promise<{ head: string; paths: string[] } | null> {
  const ended = await git(workspace, [
    'status',
    '--porcelain=v2',
    '--branch',
    '-z',
    '--untracked-files=all',
    '--no-renames',
    '--ignored=matching',
    '--',
    workspace.folder,
  ]);
  if (ended.code !== 0) return null;
  const top = workspace.repository?.workTree ?? workspace.root;
  const prefix = workspace.root === top ? 0 : workspace.root.length - top.length;
  let head = 'none';
  const paths: string[] = [];
  for (const record of records(ended.stdout)) {
    if (record.startsWith('# branch.oid ')) head = record.slice(13);
    const path = pathOf(record)?.slice(prefix);
    if (path === undefined) continue;
    if (path === `${workspace.folder}/`) return null;
    if (path.endsWith('/') && !path.endsWith('.state/'))
      paths.push(
        ...walkMarkdown(workspace.root, path.slice(0, -1), new Set(['.state'])).map((one) => one.path),
      );
    else if (path.endsWith('.md')) paths.push(path);
  }
  return { head, paths };
}

function pathOf(record: string): string | undefined {
  switch (record[0]) {
    case '1':
      return fieldsAfter(record, 8);
    case 'u':
      return fieldsAfter(record, 10);
    case '?':
    case '!':
      return record.slice(2);
    default:
      return undefined;
  }
}

function fieldsAfter(record: string, count: number): string {
  let at = 0;
  for (let i = 0; i < count; i++) at = record.indexOf(' ', at) + 1;
  return record.slice(at);
}

function everyDocument(workspace: Workspace): string[] {
  return walkMarkdown(workspace.root, workspace.folder, new Set(['.state', 'node_modules'])).map(
    ({ path }) => path,
  );
}
