import { visible } from '../../../model/display.js';
import type { HooksReport } from '../../../operations/verbs/checking/hooks/change.js';
import type { Block, View } from '../../view.js';

/** Each part with its state, what changed, and what to add by hand. */
export const view: View<HooksReport> = {
  pretty({ data: { state, changed } }, terminal) {
    const states = {
      installed: { word: 'installed', style: terminal.green },
      'by hand': { word: 'installed by hand', style: terminal.green },
      outdated: { word: 'outdated', style: terminal.yellow },
      missing: { word: 'not installed', style: terminal.dim },
      foreign: { word: 'left alone', style: terminal.yellow },
    };
    const blocks: Block[] = [
      {
        rows: state.parts.map((part) => [
          part.name,
          { text: states[part.state].word, style: states[part.state].style },
          { text: visible(part.path), style: terminal.dim },
        ]),
      },
    ];
    for (const { name, reason } of state.parts)
      if (reason !== undefined) blocks.push(terminal.yellow(`${name}: ${visible(reason)}`));
    if (state.byHand.length > 0) {
      const who =
        state.manager === 'git' ? 'doc-ops overwrites no hook' : `${state.manager} runs the hooks here`;
      blocks.push('', `${who}; add these lines:`, '', ...state.byHand.map((line) => `  ${visible(line)}`));
    }
    if (changed.length > 0)
      blocks.push('', terminal.dim('changed:'), ...changed.map((path) => terminal.dim(`  ${visible(path)}`)));
    if (state.parts.some(({ state: part }) => part === 'outdated'))
      blocks.push(terminal.dim('doc-ops hooks install brings it up to date'));
    if (state.parts[0]?.state === 'installed')
      blocks.push(
        terminal.dim('skip the check once: DOC_OPS_SKIP=1 git commit …, or git commit --no-verify'),
      );
    return blocks;
  },
  plain: ({ data }) =>
    data.state.parts.map(({ name, path, state, reason }) => [name, state, path, reason ?? '']),
};
