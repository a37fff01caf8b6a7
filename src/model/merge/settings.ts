import type { Merged, MergeOptions } from './conflict.js';
import { pick } from './conflict.js';
import { mergeLines } from './diff3.js';

/** The plugin's settings: one line of JSON in a fence. */
const settingsPattern = /^([\s\S]*?%% kanban:settings[^\n]*\n```[^\n]*\n)(\{[^\n]*?\})(\r?\n```[\s\S]*)$/;

/** Which lanes a person has folded is nobody's work: ours is kept. */
const viewState = new Set(['list-collapse']);

/** Merge what is below the columns: settings by their keys, anything else by line. */
export function mergeSettings(base: string, ours: string, theirs: string, options: MergeOptions): Merged {
  const whole = pick(base, ours, theirs);
  if (whole !== undefined) return { text: whole, conflicts: 0 };
  const [inBase, inOurs, inTheirs] = [split(base), split(ours), split(theirs)];
  const json = inBase && inOurs && inTheirs && mergeJson(inBase.settings, inOurs.settings, inTheirs.settings);
  if (!json) return mergeLines(base, ours, theirs, options);
  const lead = mergeLines(inBase.lead, inOurs.lead, inTheirs.lead, options);
  const rest = mergeLines(inBase.rest, inOurs.rest, inTheirs.rest, options);
  return { text: lead.text + json + rest.text, conflicts: lead.conflicts + rest.conflicts };
}

type Settings = Readonly<Record<string, unknown>>;

interface Split {
  readonly lead: string;
  readonly settings: Settings;
  readonly rest: string;
}

function split(text: string): Split | null {
  const match = settingsPattern.exec(text);
  if (!match) return null;
  const [, lead = '', json = '', rest = ''] = match;
  try {
    const settings: unknown = JSON.parse(json);
    return typeof settings === 'object' && settings !== null
      ? { lead, settings: settings as Settings, rest }
      : null;
  } catch {
    // Not JSON: the caller merges it as lines.
    return null;
  }
}

/** Null where both sides gave one key different values. */
function mergeJson(base: Settings, ours: Settings, theirs: Settings): string | null {
  const merged: [string, unknown][] = [];
  for (const key of new Set([...Object.keys(ours), ...Object.keys(theirs)])) {
    const value = (side: Settings) => (Object.hasOwn(side, key) ? JSON.stringify(side[key]) : null);
    const chosen = viewState.has(key)
      ? (pick(value(base), value(ours), value(theirs)) ?? value(ours))
      : pick(value(base), value(ours), value(theirs));
    if (chosen === undefined) return null;
    if (chosen !== null) merged.push([key, JSON.parse(chosen)]);
  }
  return JSON.stringify(Object.fromEntries(merged));
}
