import type { InferOutput } from 'valibot';
import { titleOf } from '../../../model/document/document.js';
import { splitFrontMatter } from '../../../model/frontMatter/split.js';
import { prefixTable } from '../../../model/ids.js';
import { scanMarkdown, type TaskItem } from '../../../model/markdown/scan.js';
import { failure, type Result, success } from '../../../model/result.js';
import { applyPatches, lineStarts } from '../../../model/text.js';
import type { Workspace } from '../../../workspace/workspace.js';
import { loadDocument } from '../../documents/loadDocument.js';
import { transact } from '../../transact.js';
import { defineVerb, flag, list, required } from '../../verb.js';
import type { checklist } from '../output/documents.js';

export type Checklist = InferOutput<typeof checklist>;

export const verb = defineVerb({
  name: 'tick',
  summary: 'Tick checklist items of a document, or list them',
  arguments: {
    document: required('an id or a path', { completes: 'id', value: 'id' }),
    items: list('numbers from the list, or a part of the text; without any, items are listed', {
      value: 'item',
    }),
  },
  options: { untick: flag('remove the tick', { short: 'u' }), all: flag('all items') },
  examples: {
    'doc-ops tick TASK-001': 'lists the items with their numbers',
    'doc-ops tick TASK-001 1 3': 'ticks the first and the third',
    'doc-ops tick TASK-001 --untick 1': 'unticks the first',
  },
  writes: true,
  run: (context, input) =>
    transact<Checklist>(context, 'tick', async (transaction) => {
      const document = await loadDocument(transaction, input.document);
      if (!document.ok) return document;
      const { text, path, id, facts } = document.value;
      const hard = facts.problems.find(({ kind }) => kind === 'too-large');
      if (hard) {
        const { line, column } = hard.span;
        return failure('invalid-document', hard.message, { place: { path, line, column } });
      }
      const tasks = await checklistOf(transaction.workspace, text);
      const chosen = input.all
        ? success(tasks.map((_, index) => index))
        : chooseItems(tasks, input.items, id ?? path);
      if (!chosen.ok) return chosen;
      const changed = chosen.value.filter((index) => tasks[index]?.checked === input.untick);
      const patches = changed.flatMap((index) => {
        const offset = tasks[index]?.markOffset;
        return offset === undefined
          ? []
          : [{ start: offset, end: offset + 1, text: input.untick ? ' ' : 'x' }];
      });
      if (patches.length > 0) transaction.edit(path, applyPatches(text, patches));
      const items = tasks.map((task, index) => ({
        number: index + 1,
        checked: changed.includes(index) ? !input.untick : task.checked,
        text: task.text,
        line: task.span.line,
        changed: changed.includes(index),
      }));
      const message = `${items.filter(({ checked }) => checked).length} of ${items.length} done`;
      return transaction.commit({ data: { message, id, path, title: titleOf(facts), items } });
    }),
});

/** Indices of the named items; all are checked before any is changed. */
function chooseItems(
  tasks: readonly TaskItem[],
  names: readonly string[],
  document: string,
): Result<number[]> {
  const chosen: number[] = [];
  for (const name of names) {
    if (/^\d+$/.test(name)) {
      const number = Number(name);
      if (number < 1 || number > tasks.length) {
        if (tasks.length === 0) return failure('invalid-value', `${document} has no checklist`);
        return failure('invalid-value', `item ${number} is out of range (1-${tasks.length})`, {
          hint: `doc-ops tick ${document} lists the items`,
        });
      }
      chosen.push(number - 1);
      continue;
    }
    const matches = tasks.flatMap((task, index) =>
      task.text.toLowerCase().includes(name.toLowerCase()) ? [index] : [],
    );
    const [only] = matches;
    if (only === undefined)
      return failure('unknown-id', `no item holds '${name}'`, {
        hint: `doc-ops tick ${document} lists the items`,
      });
    if (matches.length > 1) {
      return failure('ambiguous', `${matches.length} items hold '${name}'`, {
        hint: `name it by number: ${matches.map((index) => index + 1).join(', ')}`,
      });
    }
    chosen.push(only);
  }
  return success([...new Set(chosen)]);
}

/** The checklist items of a document, in order. */
async function checklistOf(workspace: Workspace, text: string): Promise<readonly TaskItem[]> {
  const split = splitFrontMatter(text);
  const bodyStart = split.kind === 'found' ? split.bodyStart : 0;
  const prefixes = [...prefixTable(workspace.config.types).keys()];
  const starts = lineStarts(text);
  const quick = scanMarkdown(text, bodyStart, starts, prefixes);
  if (quick) return quick.tasks;
  const { referenceReaders } = await import('../../../model/referenceReaders.js');
  return scanMarkdown(text, bodyStart, starts, prefixes, referenceReaders.markdown)?.tasks ?? [];
}
