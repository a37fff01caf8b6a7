import type { CleanedUp } from '../../../operations/verbs/other/clean.js';
import type { View } from '../../view.js';

/** A row a part, then what all of it comes to. */
export const view: View<CleanedUp> = {
  pretty({ data }, terminal) {
    if (data.files === 0) return [`${terminal.dim('·')} there is nothing to remove`];
    return [
      {
        rows: data.parts
          .filter(({ files }) => files > 0)
          .map(({ part, files, bytes, holds }) => [
            part,
            { text: size(bytes), style: terminal.bold },
            `${files} ${files === 1 ? 'file' : 'files'}`,
            { text: holds, style: terminal.dim },
          ]),
      },
      data.removed
        ? `${terminal.green('✓')} removed ${size(data.bytes)}`
        : `${size(data.bytes)} would be removed`,
    ];
  },
  plain: ({ data }) => data.parts.map(({ part, files, bytes }) => [part, String(files), String(bytes)]),
};

/** `640 bytes`, `12.4 kB`, `3.1 GB` */
function size(bytes: number): string {
  if (bytes < 1000) return `${bytes} ${bytes === 1 ? 'byte' : 'bytes'}`;
  const units = ['kB', 'MB', 'GB', 'TB'];
  let value = bytes / 1000;
  let unit = 0;
  while (value >= 999.95 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${value.toFixed(1)} ${units[unit]}`;
}
