import { splitFrontMatter } from '../../model/frontMatter/split.js';
import { prefixTable } from '../../model/ids.js';
import { scanMarkdown, type TaskItem } from '../../model/markdown/scan.js';
import { lineStarts } from '../../model/text.js';
import type { Workspace } from '../../workspace/workspace.js';

/** The checklist items of a document, in order. */
export async function checklistOf(workspace: Workspace, text: string): Promise<readonly TaskItem[]> {
  const split = splitFrontMatter(text);
  const bodyStart = split.kind === 'found' ? split.bodyStart : 0;
  const prefixes = [...prefixTable(workspace.config.types).keys()];
  const starts = lineStarts(text);
  const quick = scanMarkdown(text, bodyStart, starts, prefixes);
  if (quick) return quick.tasks;
  const { referenceReaders } = await import('../../model/referenceReaders.js');
  return scanMarkdown(text, bodyStart, starts, prefixes, referenceReaders.markdown)?.tasks ?? [];
}
