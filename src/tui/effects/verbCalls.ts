import type { FileOperation } from '../../model/fileOperation.js';
import type { Result } from '../../model/result.js';
import { callVerb } from '../../operations/readInput.js';
import { verbLoaders, verbNames } from '../../operations/registry.js';
import type { Context, Outcome, Person } from '../../operations/verb.js';
import { describeChanges } from '../../present/diff.js';
import { layOut } from '../../present/layout.js';
import type { Line } from '../../present/screen/line.js';
import { decodeLines } from '../../present/screen/sgr.js';
import { describeTerminal, type Terminal } from '../../present/terminal.js';
import { type LoadedVerb, loadVerb } from '../../present/views.js';
import type { VerbCall } from '../state/overlays/overlay.js';
import type { VerbChoice } from '../state/state.js';
import { isOffered } from './describe.js';
import { contextOf, type Host } from './host.js';

/** A verb that ran, and how it is shown. */
export interface Ran {
  readonly outcome: Outcome<unknown>;
  readonly loaded: LoadedVerb;
}

/** Calls verbs as the command line does, and shows what they say as it does. */
export class VerbCalls {
  constructor(
    readonly host: Host,
    readonly person: Person,
  ) {}

  /** `more`: what else the verb runs in. */
  async call(call: VerbCall, more: Partial<Context> = {}): Promise<Result<Ran>> {
    const used = await loadVerb(call.verb);
    const { needs } = used.verb;
    const context = await contextOf(this.host, { needs, dryRun: call.dryRun ?? false, person: this.person });
    if (!context.ok) return context;
    const ownsTerminal = call.verb === 'edit' ? call.input.fromFile === undefined : call.input.edit === true;
    const run = () => callVerb(used.verb, { ...context.value, ...more }, call.input);
    const result = ownsTerminal && !call.dryRun ? await this.host.withTerminal(run) : await run();
    return result.ok ? { ok: true, value: { outcome: result.value, loaded: used } } : result;
  }

  /** What a verb shows, or of a trial what it would change. */
  async show({ outcome, loaded: { view } }: Ran, { dryRun }: VerbCall): Promise<readonly Line[]> {
    if (dryRun && outcome.changes) return this.diff(outcome.changes);
    const terminal = this.#terminal();
    const notes = (outcome.notes ?? []).map((note) => `${note}\n`).join('');
    return decodeLines(`${notes}${await layOut(view.pretty(outcome, terminal), terminal)}`);
  }

  async diff(changes: readonly FileOperation[]): Promise<readonly Line[]> {
    return decodeLines((await describeChanges(changes, this.#terminal())) || 'nothing would change');
  }

  /** What a verb came to, in one line: its own summary, or the first line of what it shows. */
  async summary({ outcome, loaded: { view } }: Ran): Promise<string | null> {
    if (isMessage(outcome.data)) return outcome.data.message;
    const terminal = describeTerminal({ isTTY: true, columns: 200, env: { NO_COLOR: '1' } });
    const text =
      view.summary?.(outcome, terminal) ?? (await layOut(view.pretty(outcome, terminal), terminal));
    const line = text.split('\n').find((one) => one.trim() !== '');
    return line?.trim().replace(/^[✓✗!·] /, '') ?? null;
  }

  #terminal(): Terminal {
    const columns = Math.min(this.host.columns(), 140) - 4;
    const env = this.host.color ? { FORCE_COLOR: '1' } : { NO_COLOR: '1' };
    return describeTerminal({ isTTY: true, columns, env });
  }
}

/** Whether a verb answers with a sentence. */
export function isMessage(data: unknown): data is { readonly message: string } {
  return typeof data === 'object' && data !== null && 'message' in data && typeof data.message === 'string';
}

/** Every verb that the palette offers, by name. */
export async function offeredVerbs(): Promise<readonly VerbChoice[]> {
  const loaded = verbNames.filter(isOffered).map(async (name) => ({ name, ...(await verbLoaders[name]()) }));
  return (await Promise.all(loaded)).map(({ name, verb: { summary, writes } }) => ({
    name,
    summary,
    writes,
  }));
}
