import { visible } from '../../../model/display.js';
import { probeText } from '../../../model/plan/probe.js';
import type { ProofStatus } from '../../../operations/verbs/proofs/proofStatus.js';
import type { View } from '../../view.js';

/** A row a tasc: the state of its proof, why, and what probing told where it is not proven. */
export const view: View<ProofStatus> = {
  pretty: ({ data }, terminal) => [
    ...(data.completed ? [completedLine(data.completed)] : []),
    {
      rows: data.tascs.map(({ tasc, title, state, why, proof, probe }) => {
        const style =
          state === 'fresh' ? terminal.green : state === 'failed' ? terminal.red : terminal.yellow;
        return [
          visible(tasc),
          { text: state, style },
          { text: proof?.slice(0, 16) ?? '', style: terminal.dim },
          visible(
            [
              why || title,
              ...(probe && state !== 'fresh' ? [`probed: ${probeText(probe.label, probe.reason)}`] : []),
            ].join('; '),
          ),
        ];
      }),
    },
  ],
  plain: ({ data }) =>
    data.tascs.map(({ tasc, state, why, proof, probe }) => [
      tasc,
      state,
      proof ?? '',
      why,
      probe?.label ?? '',
    ]),
};

function completedLine({ overall, commit, drifted }: NonNullable<ProofStatus['completed']>): string {
  const at = commit === null ? '' : ` at ${visible(commit.slice(0, 9))}`;
  const since = drifted ? 'has drifted since' : 'nothing has changed since';
  return `completed${at} with proof ${visible(overall.slice(0, 16))}; ${since}`;
}
