import { basename, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { firstPlace } from '../../operations/live/firstPlace.js';
import { LinkTable } from '../../operations/live/linkTable.js';
import { keptLive, LiveReader } from '../../operations/live/readLive.js';
import { workspaceOf } from '../../operations/openContext.js';
import { contextOf, type Host, report } from './host.js';

/** After so many milliseconds without a change what is known is kept for the next start. */
const recheckTime = 5000;

/** Between showing a change and judging it, in milliseconds. */
const drawTime = 50;

/** How often it is looked for documents that are not there, in milliseconds. */
const searchTime = 1000;

/** Paths that changed, or anything. */
type Changed = ReadonlySet<string> | 'anything';

/**
 * Keeps what is shown up to date: the documents and the board in this thread, of what changes only the changed files;
 * links and findings follow from the analyst beside. What changes meanwhile is read together afterwards.
 */
export class LiveData {
  #reader = new LiveReader();
  #changed: Changed | null = null;
  #reading: Promise<void> | null = null;
  #hasRead = false;
  #unanalysed: Changed | null = null;
  #analysing: Promise<void> | null = null;
  #recheck: NodeJS.Timeout | undefined;
  #search: NodeJS.Timeout | undefined;
  #unwatch: (() => Promise<void>) | null = null;
  #watching: Promise<void> | null = null;
  #isEnded = false;

  constructor(readonly host: Host) {}

  /** Read everything, then watch it. */
  async start(): Promise<void> {
    await this.refresh('anything');
    await this.watch();
  }

  /** Watch the files, once there are any; once only. */
  watch(): Promise<void> {
    this.#watching ??= this.#startWatching().finally(() => {
      if (!this.#unwatch) this.#watching = null;
    });
    return this.#watching;
  }

  async #startWatching(): Promise<void> {
    const context = await contextOf(this.host);
    if (!context.ok || this.#isEnded) return;
    const workspace = workspaceOf(context.value);
    const unwatch = await this.host.watch(workspace, (paths) => void this.refresh(paths ?? 'anything'));
    if (this.#isEnded) return unwatch();
    this.#unwatch = unwatch;
    // What changed before the watching began.
    await this.refresh('anything');
  }

  async #unwatched(): Promise<void> {
    const unwatch = this.#unwatch;
    this.#unwatch = null;
    this.#watching = null;
    await unwatch?.();
  }

  /** The folder is not there, not yet or not any more: look for it now and then. */
  #searchFolder(): void {
    clearTimeout(this.#search);
    if (this.#isEnded) return;
    this.#search = setTimeout(async () => {
      const context = await contextOf(this.host);
      if (!context.ok) return this.#searchFolder();
      // A watcher of the folder that is gone hears nothing of the new one.
      await this.#watching;
      await this.#unwatched();
      await this.watch();
    }, searchTime);
  }

  /** Ends when nothing is read or analysed any more. */
  async idle(): Promise<void> {
    while (this.#reading || this.#analysing) await Promise.all([this.#reading, this.#analysing]);
  }

  async end(): Promise<void> {
    this.#isEnded = true;
    clearTimeout(this.#recheck);
    clearTimeout(this.#search);
    // A watcher that takes its first look, which takes a second among ten thousand documents, closes itself.
    await this.#unwatched();
  }

  /** Read what changed; ends when it is shown. Links and findings follow. */
  refresh(changed: Changed): Promise<void> {
    this.#changed = together(this.#changed, changed);
    this.#reading ??= this.#readAll();
    return this.#reading;
  }

  /** What changes up to the very end is read: nothing lies between the last look and being done. */
  async #readAll(): Promise<void> {
    while (this.#changed !== null) {
      const changed = this.#changed;
      this.#changed = null;
      try {
        await this.#read(changed);
        this.#analyseAgain(changed);
      } catch (error) {
        this.#reader = new LiveReader();
        report(this.host, 'reading', error);
      }
    }
    this.#reading = null;
  }

  async #read(changed: Changed): Promise<void> {
    const { dispatch, root, painted } = this.host;
    const context = await contextOf(this.host);
    if (!context.ok) {
      this.#reader = new LiveReader();
      this.#searchFolder();
      const exists = context.problem.code !== 'no-workspace';
      const bare = exists ? null : await contextOf(this.host, { needs: 'nothing' });
      const place = bare?.ok ? await firstPlace(bare.value) : null;
      const repository = basename(place?.root ?? resolve(root ?? '.'));
      const data = { exists, place, problem: context.problem.message, repository, documents: [] };
      return dispatch({ kind: 'data', data });
    }
    const workspace = workspaceOf(context.value);
    const shown = { problem: null, exists: true, place: null };
    if (!this.#hasRead) {
      // What was there last is on the screen while git is asked what has changed.
      const kept = keptLive(workspace);
      if (kept) {
        dispatch({ kind: 'data', data: { ...kept, ...shown } });
        await painted();
      }
    }
    this.#hasRead = true;
    const live = await this.#reader.read(workspace, changed === 'anything' ? null : changed);
    dispatch({ kind: 'data', data: { ...live, ...shown } });
  }

  #analyseAgain(changed: Changed): void {
    clearTimeout(this.#recheck);
    if (this.#isEnded) return;
    this.#unanalysed = together(this.#unanalysed, changed);
    this.#analysing ??= this.#analyseAll();
  }

  async #analyseAll(): Promise<void> {
    while (this.#unanalysed !== null && !this.#isEnded) {
      // First the documents are drawn; the processor may have little more than one core for both.
      if (this.#unanalysed !== 'anything') await sleep(drawTime);
      const changed = this.#unanalysed;
      this.#unanalysed = null;
      try {
        await this.#analyse(changed);
      } catch (error) {
        report(this.host, 'checking', error);
      }
    }
    this.#analysing = null;
  }

  async #analyse(changed: Changed): Promise<void> {
    const analysis = await this.host.analyst.analyse(changed === 'anything' ? null : changed);
    if (!analysis) return;
    const data = { links: new LinkTable(analysis.links), findings: analysis.findings };
    this.host.dispatch({ kind: 'data', data });
    if (changed !== 'anything') this.#keepSoon();
  }

  /** Looking at everything again also finds what no watcher told. */
  #keepSoon(): void {
    clearTimeout(this.#recheck);
    if (!this.#isEnded) this.#recheck = setTimeout(() => this.#analyseAgain('anything'), recheckTime);
  }
}

function together(before: Changed | null, changed: Changed): Changed {
  if (changed === 'anything' || before === 'anything') return 'anything';
  return new Set([...(before ?? []), ...changed]);
}
