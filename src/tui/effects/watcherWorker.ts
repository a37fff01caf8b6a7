import { parentPort, workerData } from 'node:worker_threads';
import { type Watched, watchLive } from '../../operations/live/watchLive.js';
import type { Told } from './watcher.js';

const tell = (told: Told) => parentPort?.postMessage(told);

void watchLive(workerData as Watched, ({ paths }) => tell(paths)).then(() => tell('ready'));
