import { nextStep } from '../../../model/objective/nextStep.js';
import { parseRoadmap } from '../../../model/objective/parseRoadmap.js';
import { progressOf } from '../../../model/objective/roadmap.js';
import { readText } from '../../../workspace/files/readText.js';
import { loadIndex } from '../../../workspace/index/load.js';
import type { Workspace } from '../../../workspace/workspace.js';
import { indexedDocuments } from '../../documents/indexedDocuments.js';

/** An objective with how far it has come. */
export interface ObjectiveRow {
  readonly id: string;
  readonly path: string;
  readonly title: string;
  readonly status: string;
  readonly closed: boolean;
  readonly done: number;
  readonly total: number;
  /** Id of the next free step; null where there is none. */
  readonly next: string | null;
  readonly reason: string;
}

/** Every objective outside of the archive, by id. */
export async function listObjectives(workspace: Workspace): Promise<ObjectiveRow[]> {
  const documents = indexedDocuments(workspace, await loadIndex(workspace, { details: false }));
  return documents.flatMap(({ id, path, title, status, closed, type, archived }): ObjectiveRow[] => {
    if (type?.name !== 'objective' || id === null || archived) return [];
    const text = readText(workspace, path);
    const roadmap = text.ok ? parseRoadmap(text.value) : null;
    const { done, total } = roadmap ? progressOf(roadmap) : { done: 0, total: 0 };
    const next = nextStep(roadmap);
    return [{ id, path, title, status, closed, done, total, next: next.step_id, reason: next.reason }];
  });
}
