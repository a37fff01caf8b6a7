import fs from 'node:fs';
import { basename, join } from 'node:path';
import { type DocumentType, holdsTascs } from '../../model/document/type.js';
import { compareFindings, type Finding } from '../../model/finding.js';
import type { Relations } from '../../model/links/relations.js';
import { localDate } from '../../model/localDate.js';
import { failure, type Result } from '../../model/result.js';
import { readOutside } from '../../workspace/files/readOutside.js';
import { resolveInside } from '../../workspace/files/safePath.js';
import type { Workspace } from '../../workspace/workspace.js';
import { boardPath } from '../board/boardFile.js';
import type { DocumentSummary } from '../documents/documentSummary.js';
import { keptDocuments } from '../documents/listedDocuments.js';
import { judgeWorkspace } from '../validate/judgeWorkspace.js';
import { type DocumentsAndBoard, LiveDocuments } from './liveDocuments.js';

/** What a list of types, statuses or plans asks of a type. */
export interface LiveType extends Pick<DocumentType, 'name' | 'prefix' | 'statuses' | 'claimed' | 'card'> {
  readonly tascs: boolean;
}

/** What is shown all the time. */
export interface Live {
  readonly repository: string;
  readonly branch: string | null;
  readonly folder: string;
  readonly documents: readonly DocumentSummary[];
  readonly types: readonly LiveType[];
  readonly relations: Relations;
  /** The local day. */
  readonly today: string;
}

/** The documents as they stood when somebody last looked; null where that is not known. */
export function keptLive(workspace: Workspace): Live | null {
  const kept = keptDocuments(workspace);
  if (!kept) return null;
  const board = boardPath(workspace);
  const documents = [...kept.parse(true), ...kept.others().filter(({ path }) => path !== board)];
  return { ...surroundings(workspace), documents };
}

/** Reads what is shown all the time, and keeps it in memory: what stays the same is the same object. */
export class LiveReader {
  readonly documents = new LiveDocuments();
  #types: Live['types'] = [];

  /** Everything that these root-relative paths may have changed; null: that anything may have changed. */
  async read(workspace: Workspace, changed: ReadonlySet<string> | null): Promise<Live & DocumentsAndBoard> {
    const around = surroundings(workspace);
    if (JSON.stringify(around.types) !== JSON.stringify(this.#types)) this.#types = around.types;
    return { ...around, types: this.#types, ...(await this.documents.read(workspace, changed)) };
  }
}

function surroundings(workspace: Workspace): Omit<Live, 'documents'> {
  return {
    repository: basename(workspace.root),
    branch: branchOf(workspace),
    folder: workspace.folder,
    types: workspace.config.types.map((type) => {
      const { name, prefix, statuses, claimed, card } = type;
      return { name, prefix, statuses, claimed, card, tascs: holdsTascs(type) };
    }),
    relations: workspace.config.relations,
    today: localDate(workspace.environment.now()),
  };
}

/** Every finding of the work tree, in the order in which they are listed. */
export async function readFindings(workspace: Workspace): Promise<readonly Finding[]> {
  const judged = await judgeWorkspace(workspace, undefined);
  return judged.ok ? [...judged.value.findings].sort(compareFindings) : [];
}

/** The text of a file of the repository; of one that is not UTF-8 what can be read of it. */
export function readText(workspace: Workspace, path: string): Result<string> {
  const inside = resolveInside(workspace, path);
  if (!inside.ok) return inside;
  const text = readOutside(workspace.environment, inside.value);
  if (text.ok) return text;
  const isGone = !fs.existsSync(inside.value);
  return failure(
    'io',
    isGone ? `${path} is gone: deleted or renamed` : text.problem.message.replace(inside.value, path),
  );
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
