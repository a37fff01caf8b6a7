import { visible } from '../../../model/display.js';
import type { YamlValue } from '../../../model/document/facts.js';
import { FenceTracker } from '../../../model/markdown/blocks/fence.js';
import type { Shown } from '../../../operations/verbs/documents/show.js';
import type { Terminal } from '../../terminal.js';
import type { Block, View } from '../../view.js';

/** Header, then the text; control characters are shown, never sent. */
export const view: View<Shown> = {
  pretty({ data }, terminal) {
    if (data.raw) return [visibleLines(data.text).replace(/\n$/, '')];
    const rows = Object.entries(data.fields)
      .filter(([key]) => key !== 'id' && key !== 'title')
      .map(([key, value]) => [{ text: key, style: terminal.dim }, visible(valueText(value))]);
    const blocks: Block[] = [
      `${data.id ? `${terminal.cyan(data.id)}  ` : ''}${terminal.bold(visible(data.title))}`,
      terminal.dim(data.path),
    ];
    for (const problem of data.problems) {
      blocks.push(
        terminal.red(`${data.path}:${problem.line}:${problem.column}: ${visible(problem.message)}`),
      );
    }
    if (rows.length > 0) blocks.push({ rows, indent: 2 });
    blocks.push('', ...bodyLines(data.text, terminal));
    return blocks;
  },
  plain: ({ data }) => [
    ['id', data.id ?? ''],
    ['path', data.path],
    ['title', data.title],
    ...Object.entries(data.fields).map(([key, value]) => [key, valueText(value)]),
  ],
};

function valueText(value: YamlValue): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map((item: YamlValue) => valueText(item)).join(', ');
  return Object.entries(value)
    .map(([key, item]) => `${key}: ${valueText(item as YamlValue)}`)
    .join(', ');
}

function bodyLines(text: string, terminal: Terminal): string[] {
  const body = text.replace(/^\uFEFF?---[^\S\n]*\r?\n[\s\S]*?\n---[^\S\n]*(?:\r?\n|$)/, '').trim();
  const shown = visibleLines(body);
  const fences = new FenceTracker(shown);
  let at = 0;
  return shown.split('\n').map((line) => {
    const start = at + line.length - line.trimStart().length;
    at += line.length + 1;
    if (fences.readLine(start, at - 1)) return terminal.dim(line);
    return /^#{1,6}\s/.test(line) ? terminal.bold(line) : line;
  });
}

/** Every line made safe to print, line ends kept. */
function visibleLines(text: string): string {
  return text
    .split('\n')
    .map((line) => visible(line.replace(/\r$/, '').replaceAll('\t', '    ')))
    .join('\n');
}
