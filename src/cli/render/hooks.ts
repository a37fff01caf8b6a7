import type { HooksChange } from '../../operations/hooks/install.js';
import type { Block, View } from '../view.js';

/** Each part with its state, what changed, and what to add by hand. */
export const view: View<HooksChange> = {
  pretty({ data }, terminal) {
    const paint = {
      installed: terminal.green,
      outdated: terminal.yellow,
      missing: terminal.dim,
      foreign: terminal.yellow,
    };
    const words = {
      installed: 'installed',
      outdated: 'outdated',
      missing: 'not installed',
      foreign: 'left to the hook manager',
    };
    const blocks: Block[] = [
      {
        rows: data.state.parts.map(({ name, path, state }) => [
          name,
          { text: words[state], style: paint[state] },
          { text: path, style: terminal.dim },
        ]),
      },
    ];
    if (data.state.byHand.length > 0) {
      blocks.push(
        '',
        `${data.state.manager} is in charge of the hooks here; add these lines:`,
        '',
        ...data.state.byHand.map((line) => `  ${line}`),
      );
    }
    if (data.changed.length > 0) blocks.push('', terminal.dim(`changed: ${data.changed.join(', ')}`));
    if (data.state.parts.some(({ state }) => state === 'installed'))
      blocks.push(terminal.dim('skip the check once: DOC_OPS_SKIP=1 git commit …'));
    return blocks;
  },
  plain: ({ data }) => data.state.parts.map(({ name, path, state }) => [name, state, path]),
};
