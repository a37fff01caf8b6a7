import { parseRoadmap } from '../../../model/objective/parseRoadmap.js';
import type { Roadmap } from '../../../model/objective/roadmap.js';
import { failure, type Result, success } from '../../../model/result.js';
import type { TextReader } from '../../../workspace/files/readText.js';
import { type IdentifiedDocument, loadIdentified } from '../../documents/loadDocument.js';

/** An OBJ document with its roadmap; null where it has none. */
export interface LoadedObjective {
  readonly document: IdentifiedDocument;
  readonly roadmap: Roadmap | null;
}

export async function loadObjective(files: TextReader, reference: string): Promise<Result<LoadedObjective>> {
  const loaded = await loadIdentified(files, reference);
  if (!loaded.ok) return loaded;
  if (loaded.value.type.name !== 'objective')
    return failure('invalid-value', `${loaded.value.id} is not an objective`, {
      hint: 'doc-ops objective list shows them',
    });
  return success({ document: loaded.value, roadmap: parseRoadmap(loaded.value.text) });
}
