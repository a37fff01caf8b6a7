import { visible } from '../../../model/display.js';
import type { RunResult } from '../../../operations/verbs/proofs/run.js';
import type { Block, View } from '../../view.js';
import { watchRun } from './watchRun.js';

const marks: Readonly<Record<string, string>> = {
  proven: '✓',
  skipped: '=',
  failed: '✗',
  waiting: '◌',
  blocked: '·',
  not_run: '·',
};
const words: Readonly<Record<string, string>> = {
  proven: 'proven',
  skipped: 'proven before, fresh',
  failed: 'failed',
  waiting: 'waits',
  blocked: 'not run',
  not_run: 'not run',
};

/** A row a tasc, then whether all of it is verified, with its hashes. */
export const view: View<RunResult> = {
  watch: watchRun,
  pretty({ data }, terminal) {
    const { report, planned, notes } = data;
    if (!report) {
      return [
        {
          head: ['', 'tasc', 'state', 'command'],
          rows: planned.map(({ tasc, state, command }, index) => [
            String(index + 1),
            visible(tasc),
            state === 'fresh' ? 'proven' : 'runs',
            visible(command || 'a person decides'),
          ]),
        },
      ];
    }
    const blocks: Block[] = [
      {
        rows: planned.map(({ tasc, title }) => {
          const outcome = own(report.outcomes, tasc) ?? 'not_run';
          const style =
            outcome === 'failed'
              ? terminal.red
              : outcome === 'waiting'
                ? terminal.yellow
                : (text: string) => text;
          return [
            { text: marks[outcome] ?? '·', style },
            visible(tasc),
            { text: words[outcome] ?? outcome, style },
            visible(own(notes, tasc) ?? title),
          ];
        }),
      },
      '',
    ];
    if (report.overall !== null && report.result !== null) {
      blocks.push(
        `${terminal.green('✓')} verified`,
        `  proof  ${report.overall}`,
        `  result ${report.result}`,
      );
    } else if (report.interrupted)
      blocks.push(terminal.yellow('interrupted; the next run continues from here'));
    else blocks.push(terminal.yellow('not verified yet'));
    if (report.ledger !== null) blocks.push(terminal.dim(`  ${report.ledger}`));
    return blocks;
  },
  plain: ({ data }) =>
    data.report
      ? [
          ...data.planned.map(({ tasc }) => [
            tasc,
            own(data.report?.outcomes ?? {}, tasc) ?? '',
            own(data.notes, tasc) ?? '',
          ]),
          ['verified', String(data.report.verified), data.report.overall ?? ''],
        ]
      : data.planned.map(({ tasc, state, command }) => [tasc, state, command]),
};

/** What a record holds of a tasc; one may be called `constructor`. */
function own<T>(record: Readonly<Record<string, T>>, tasc: string): T | undefined {
  return Object.hasOwn(record, tasc) ? record[tasc] : undefined;
}
