import type { DocumentType } from '../../../model/document/type.js';
import { prefixTable } from '../../../model/ids.js';
import { type Mention, mentions } from '../../../workspace/git/mentioningFiles.js';
import type { Transaction } from '../../../workspace/transaction/transaction.js';

/**
 * Where an id is left after every link was rewritten: in code, in other files, in text that is not a link. For a
 * person to judge.
 */
export async function leftMentions(
  transaction: Transaction,
  type: DocumentType,
  number: number,
): Promise<Mention[]> {
  const { workspace } = transaction;
  const prefixes = [...prefixTable(workspace.config.types)].flatMap(([prefix, of]) =>
    of === type ? [prefix] : [],
  );
  const pattern = `(^|[^A-Za-z0-9])(${prefixes.join('|')})-0*${number}([^0-9]|$)`;
  const changes = transaction.operations();
  const changed = new Set(changes.map(({ path }) => path));
  const found = (await mentions(workspace, pattern)).filter(({ path }) => !changed.has(path));
  const regexp = new RegExp(pattern);
  for (const { path, to = path, after } of changes) {
    if (after === null || path.endsWith('.jsonl')) continue;
    for (const [index, line] of after.split('\n').entries())
      if (regexp.test(line)) found.push({ path: to, line: index + 1 });
  }
  return found.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : a.line - b.line));
}
