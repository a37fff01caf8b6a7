import type { LineGraph } from './ledger.js';

/** Stage of a `lifecycle` line that says that a plan got another id; its fields are `from` and `to`. */
export const renumberedStage = 'renumbered';

/** The ids that a plan had: that of the ledger's folder, and those before it was renumbered; null without a folder. */
export function planNames({ lines }: Pick<LineGraph, 'lines'>): ReadonlySet<string> | null {
  const folder = lines[0]?.path.split('/').at(-2);
  if (folder === undefined) return null;
  const names = new Set([folder]);
  const renumbered = lines.flatMap(({ line }) => {
    if (line.event !== 'lifecycle' || line.stage !== renumberedStage) return [];
    const { from, to } = line.fields;
    return typeof from === 'string' && typeof to === 'string' ? [{ from, to }] : [];
  });
  let size = 0;
  while (size !== names.size) {
    size = names.size;
    for (const { from, to } of renumbered) if (names.has(to)) names.add(from);
  }
  return names;
}
