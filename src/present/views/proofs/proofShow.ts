import { visible } from '../../../model/display.js';
import type { ShownProof } from '../../../operations/verbs/proofs/proofShow.js';
import type { Block, View } from '../../view.js';

/** The line's fields, its gates, and what the command printed. */
export const view: View<ShownProof> = {
  pretty({ data }, terminal) {
    const { event, path, line, stdout, stderr } = data;
    const blocks: Block[] = [
      `${terminal.bold(event.proof_hash)}`,
      terminal.dim(`${visible(path)}:${line}`),
      {
        rows: Object.entries(event)
          .filter(([key, value]) => key !== 'gates' && key !== 'proof_hash' && typeof value !== 'object')
          .map(([key, value]) => [key, visible(String(value))]),
        indent: 2,
      },
    ];
    if ('gates' in event) {
      blocks.push({
        rows: event.gates.map(({ name, passed, message }) => [
          passed ? { text: '✓', style: terminal.green } : { text: '✗', style: terminal.red },
          visible(name),
          visible(message),
        ]),
        indent: 2,
      });
    }
    for (const [name, text] of [
      ['stdout', stdout],
      ['stderr', stderr],
    ] as const) {
      if (text === '' || (text === null && !('gates' in event))) continue;
      blocks.push('', terminal.bold(name));
      if (text === null) blocks.push(terminal.dim('  not kept on this machine'));
      else
        blocks.push(
          text
            .split('\n')
            .map((one) => `  ${visible(one)}`)
            .join('\n')
            .trimEnd(),
        );
    }
    return blocks;
  },
  plain: ({ data }) =>
    Object.entries(data.event).map(([key, value]) => [
      key,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]),
};
