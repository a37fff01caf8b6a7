import { type Changes, type Watched, watchDocuments } from '../../workspace/files/watch.js';

export type { Watched };

/** Soon enough that a person sees an edit at once; a checkout of many files is still one change. */
const burst = { quiet: 20, longest: 250 };

/** Call back when documents or git's index changed, until the function that it gives is called. */
export async function watchLive(
  watched: Watched,
  onChange: (changes: Changes) => void,
): Promise<() => Promise<void>> {
  const watcher = await watchDocuments(watched, burst);
  let isOver = false;
  const follow = async () => {
    for (;;) {
      const changes = await watcher.changed();
      if (isOver) return;
      onChange(changes);
    }
  };
  void follow();
  return async () => {
    isOver = true;
    await watcher.close();
  };
}
