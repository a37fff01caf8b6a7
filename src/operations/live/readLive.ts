import fs from 'node:fs';
import { basename, join } from 'node:path';
import { compareFindings, type Finding } from '../../model/finding.js';
import type { Relations } from '../../model/relations.js';
import type { Result } from '../../model/result.js';
import { readOutside } from '../../workspace/readOutside.js';
import { resolveInside } from '../../workspace/safePath.js';
import type { Workspace } from '../../workspace/workspace.js';
import { type ShownBoard, verb as showBoard } from '../board/show.js';
import { judgeWorkspace } from '../judging.js';
import { keptDocuments, type ListedDocuments, listedDocuments } from '../listedDocuments.js';
import type { Listed } from '../listing.js';
import type { Context } from '../verb.js';

/** What is shown all the time. */
export interface Live {
  readonly repository: string;
  readonly branch: string | null;
  readonly folder: string;
  readonly documents: readonly Listed[];
  readonly types: readonly {
    readonly name: string;
    readonly prefix: string;
    readonly statuses: readonly string[];
  }[];
  readonly relations: Relations;
  /** The local day. */
  readonly today: string;
}

/** The documents as they stand, without the board. */
export async function readLive(workspace: Workspace): Promise<Live> {
  return liveOf(workspace, await listedDocuments(workspace));
}

/** The documents as they stood when somebody last looked; null where that is not known. */
export function keptLive(workspace: Workspace): Live | null {
  const kept = keptDocuments(workspace);
  return kept && liveOf(workspace, kept);
}

function liveOf(workspace: Workspace, listed: ListedDocuments): Live {
  const now = workspace.environment.now();
  const local = new Date(now.getTime() - now.getTimezoneOffset() * 60_000);
  const board = `${workspace.folder}/board.md`;
  return {
    repository: basename(workspace.root),
    branch: branchOf(workspace),
    folder: workspace.folder,
    documents: [...listed.parse(true), ...listed.others().filter(({ path }) => path !== board)],
    types: workspace.config.types.map(({ name, prefix, statuses }) => ({ name, prefix, statuses })),
    relations: workspace.config.relations,
    today: local.toISOString().slice(0, 10),
  };
}

/** The board, or why there is none. */
export async function readLiveBoard(
  context: Context,
): Promise<{ readonly board: ShownBoard | null; readonly boardProblem: string | null }> {
  const board = await showBoard.run(context, { archived: false });
  return board.ok
    ? { board: board.value.data, boardProblem: null }
    : { board: null, boardProblem: board.problem.message };
}

/** Every finding of the work tree, in the order in which they are listed. */
export async function readFindings(workspace: Workspace): Promise<readonly Finding[]> {
  const judged = await judgeWorkspace(workspace, undefined);
  return judged.ok ? [...judged.value.findings].sort(compareFindings) : [];
}

/** The text of a file of the repository; of one that is not UTF-8 what can be read of it. */
export function readText(workspace: Workspace, path: string): Result<string> {
  const inside = resolveInside(workspace, path);
  return inside.ok ? readOutside(workspace.environment, inside.value) : inside;
}

/** The branch that is checked out; the beginning of the commit where none is; null without git. */
function branchOf({ repository }: Workspace): string | null {
  if (!repository) return null;
  try {
    const head = fs.readFileSync(join(repository.gitDir, 'HEAD'), 'utf8').trim();
    return head.startsWith('ref: ') ? head.replace(/^ref: refs\/heads\//, '') : head.slice(0, 9);
  } catch {
    // A repository that is damaged has no branch to show; the verbs say what is wrong with it.
    return null;
  }
}
