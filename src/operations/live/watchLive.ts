import { type Unwatch, watchDocuments } from '../../workspace/watch.js';
import type { Workspace } from '../../workspace/workspace.js';

/** Call back when documents or the branch changed; a burst of changes is one call. */
export function watchLive(workspace: Workspace, onChange: () => void): Promise<Unwatch> {
  return watchDocuments(workspace, onChange);
}
