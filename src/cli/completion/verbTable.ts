import type { Parameter, Verb } from '../../operations/verb.js';

/** What completion knows of a verb: its definition without what it does. */
export interface VerbRow {
  readonly name: string;
  readonly summary: string;
  readonly writes: boolean;
  readonly arguments: Readonly<Record<string, Parameter>>;
  readonly options: Readonly<Record<string, Parameter>>;
}
export type VerbTable = readonly VerbRow[];

/**
 * The definitions as data. The build puts them into the program as text, since loading every verb to complete the name
 * of one takes longer than a person waits for Tab.
 */
export async function verbTable(
  loaders: Readonly<Record<string, () => Promise<{ readonly verb: Verb }>>>,
): Promise<VerbTable> {
  const rows: VerbRow[] = [];
  for (const [name, load] of Object.entries(loaders)) {
    const { verb } = await load();
    const { summary, writes, options } = verb;
    rows.push({ name, summary, writes, arguments: verb.arguments, options });
  }
  return rows;
}
