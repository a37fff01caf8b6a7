import { visible } from '../../../model/display.js';
import { probeText, probeVerdict } from '../../../model/plan/probe.js';
import type { Probed } from '../../../operations/verbs/plans/probe.js';
import type { View } from '../../view.js';
import { watchRun } from '../proofs/watchRun.js';
import { probeMark, probeStyle } from './probeMark.js';

/** A row a tasc with its label, and what it comes to. */
export const view: View<Probed> = {
  watch: watchRun,
  pretty({ data }, terminal) {
    if (data.commit === null) {
      return [
        {
          head: ['tasc', 'command'],
          rows: data.planned.map(({ tasc, command }) => [
            visible(tasc),
            visible(command || 'a person decides'),
          ]),
        },
      ];
    }
    const broken = data.tascs.filter(({ label }) => probeVerdict(label) === 'broken').length;
    const green = data.tascs.filter(({ label }) => label === 'green').length;
    const red = data.tascs.filter(({ label }) => label === 'red' || label === 'needs-another').length;
    return [
      {
        rows: data.tascs.map(({ tasc, label, reason }) => {
          const style = probeStyle(label, terminal);
          return [
            { text: probeMark(label), style },
            visible(tasc),
            { text: visible(probeText(label, reason)), style },
          ];
        }),
      },
      '',
      `${red} red, ${green} green already, ${broken} that can prove nothing, on commit ${data.commit.slice(0, 9)}`,
      ...(data.ledger === null ? [] : [terminal.dim(`  ${data.ledger}`)]),
    ];
  },
  plain: ({ data }) =>
    data.commit === null
      ? data.planned.map(({ tasc, command }) => [tasc, command])
      : data.tascs.map(({ tasc, label, reason, exitCode }) => [
          tasc,
          label,
          exitCode === null ? '' : String(exitCode),
          reason,
        ]),
};
