import fs from 'node:fs';

/** More than this is not a report that a tool wrote for people. */
const largest = 64 * 1024 * 1024;

/** How many results a SARIF log holds that are not suppressed; null where the file is not one. */
export function countSarifResults(path: string): number | null {
  const stat = fs.statSync(path, { throwIfNoEntry: false });
  if (!stat?.isFile() || stat.size === 0 || stat.size > largest) return null;
  const text = fs.readFileSync(path, 'utf8');
  if (!/^\uFEFF?\s*\{/.test(text) || !text.includes('"runs"')) return null;
  let log: unknown;
  try {
    log = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    // Output that starts like JSON and is not.
    return null;
  }
  const runs = (log as { runs?: unknown }).runs;
  if (!Array.isArray(runs)) return null;
  let count = 0;
  for (const run of runs as { results?: unknown }[]) {
    if (!Array.isArray(run.results)) continue;
    count += (run.results as { suppressions?: unknown[]; kind?: string }[]).filter(
      ({ suppressions, kind }) =>
        !(suppressions && suppressions.length > 0) && (kind === undefined || kind === 'fail'),
    ).length;
  }
  return count;
}
