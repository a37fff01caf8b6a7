import { placeForInit } from '../../workspace/files/makeFolder.js';
import type { Context } from '../verb.js';

/** Where `init` would make the documents' folder. */
export interface FirstPlace {
  /** Absolute path. */
  readonly root: string;
  /** Name of the documents' folder. */
  readonly folder: string;
  readonly inGit: boolean;
}

/** The place for the first documents, to be told before anything is made; null where there can be none. */
export async function firstPlace({ environment, startFolder }: Context): Promise<FirstPlace | null> {
  const here = startFolder !== environment.cwd;
  const place = await placeForInit(environment, startFolder, { here, folder: undefined });
  if (!place.ok) return null;
  const { root, folder, inGit } = place.value;
  return { root, folder, inGit };
}
