import { parentPort } from 'node:worker_threads';
import { analyse } from '../../operations/live/analyse.js';

// One question at a time; the next analysis begins when it is asked for.
parentPort?.on('message', async ({ root }: { readonly root: string | undefined }) => {
  const analysis = await analyse(root);
  parentPort?.postMessage(analysis, analysis ? [analysis.links.numbers.buffer] : []);
});
