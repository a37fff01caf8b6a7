import { parentPort, workerData } from 'node:worker_threads';
import { type Watched, watchLive } from '../../operations/live/watchLive.js';
import type { WatcherMessage } from './watcher.js';

const post = (message: WatcherMessage) => parentPort?.postMessage(message);

void watchLive(workerData as Watched, ({ paths }) => post(paths)).then(() => post('ready'));
