import { visible } from '../../../model/display.js';
import type { ContextOutcome, Reason } from '../../../operations/verbs/documents/context.js';
import type { Block, View } from '../../view.js';

/** A path to open and the reason, for a reader who will open it. */
export const view: View<ContextOutcome> = {
  pretty({ data }, terminal) {
    if (data.documents.length === 0)
      return data.paths ? [] : [terminal.dim(`nothing to read for '${visible(data.situation)}'`)];
    if (data.paths) return data.documents.map(({ path }) => visible(path));
    const blocks: Block[] = [`Read for '${visible(data.situation)}':`];
    for (const { path, title, reason } of data.documents) {
      blocks.push(
        '',
        `${terminal.cyan(visible(path))}  ${terminal.bold(visible(title))}`,
        `  ${terminal.dim(`${names[reason.found]}${reason.line === null ? '' : ` (line ${reason.line})`}:`)} ${visible(reason.text)}`,
      );
    }
    return blocks;
  },
  plain: ({ data }) =>
    data.documents.map(({ path, title, relevance, reason }) =>
      data.paths ? [path] : [path, String(relevance), title, reason.found, reason.text],
    ),
};

const names: Readonly<Record<Reason['found'], string>> = {
  read_when: 'to be read when',
  title: 'its title says',
  text: 'it says',
};
