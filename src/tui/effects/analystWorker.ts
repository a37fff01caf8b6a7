import { parentPort, workerData } from 'node:worker_threads';
import { Analyser } from '../../operations/live/analyse.js';
import type { Answer, Question } from './analyst.js';

const { root } = workerData as { readonly root: string | undefined };
let analyser = new Analyser(root);
const answer = (given: Answer, transferred: ArrayBuffer[] = []) =>
  parentPort?.postMessage(given, transferred);

/** One after the other: an analysis closes the index that a search reads. */
let last: Promise<void> = Promise.resolve();
parentPort?.on('message', (question: Question) => {
  last = last.then(async () => {
    const { number } = question;
    try {
      if (question.kind === 'search')
        return void answer({ number, value: await analyser.search(question.text) });
      const value = await analyser.analyse(question.changed);
      answer({ number, value }, value ? [value.links.numbers.buffer] : []);
    } catch (error) {
      // What is remembered may be of half a reading: the next question starts with nothing.
      analyser = new Analyser(root);
      answer({ number, value: null, error: error instanceof Error ? error.message : String(error) });
    }
  });
});
