import type { DocumentType } from '../../model/document/type.js';
import { prefixTable } from '../../model/ids.js';
import { type Mention, mentions } from '../../workspace/git/mentioningFiles.js';
import type { Draft } from '../draft.js';

/**
 * Where an id still stands when every link is written anew: in code, in other files, in text that is no link. For a
 * person to judge.
 */
export async function leftMentions(draft: Draft, type: DocumentType, number: number): Promise<Mention[]> {
  const { workspace } = draft;
  const prefixes = [...prefixTable(workspace.config.types)].flatMap(([prefix, of]) =>
    of === type ? [prefix] : [],
  );
  const pattern = `(^|[^A-Za-z0-9])(${prefixes.join('|')})-0*${number}([^0-9]|$)`;
  const changes = draft.changes();
  const changed = new Set(changes.map(({ path }) => path));
  const found = (await mentions(workspace, pattern)).filter(({ path }) => !changed.has(path));
  const regexp = new RegExp(pattern);
  for (const change of changes) {
    if (change.kind === 'delete' || change.path.endsWith('.jsonl')) continue;
    const path = change.kind === 'rename' ? change.to : change.path;
    for (const [index, line] of change.after.split('\n').entries())
      if (regexp.test(line)) found.push({ path, line: index + 1 });
  }
  return found.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : a.line - b.line));
}
