import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Pane, paneOf } from '../../../src/tui/state/binding.js';
import { bindingsAt } from '../../../src/tui/state/keyMap.js';
import type { State } from '../../../src/tui/state/state.js';
import { happened, keyNamed, pressed } from '../support/press.js';
import { sampleState } from '../support/states.js';

const ways: Readonly<Record<Pane, readonly string[]>> = {
  list: ['1'],
  document: ['1', 'enter'],
  board: ['2'],
  run: ['3'],
  problems: ['4'],
  graph: ['5'],
};

/** The sample, and the same without any document, card, finding and link. */
function states(pane: Pane): readonly State[] {
  const nothing = { documents: [], board: null, findings: [], links: null };
  const full = pressed(sampleState(), ...ways[pane]).state;
  const empty = pressed(happened(sampleState(), { kind: 'data', data: nothing }).state, ...ways[pane]).state;
  return [full, ...(paneOf(empty) === pane ? [empty] : [])];
}

/** A cursor stops silently at an end, a view is shown already, Escape has nothing to leave. */
const silent = new Set([
  ...['down', 'j', 'up', 'k', 'left', 'h', 'right', 'l', 'pagedown', 'ctrl+f', 'pageup', 'ctrl+b', 'space'],
  ...['ctrl+d', 'ctrl+u', 'home', '<', 'end', '>', 'H', 'shift+left', 'L', 'shift+right', 'J', 'shift+down'],
  ...['K', 'shift+up', 'escape', '1', '2', '3', '4', '5'],
]);

for (const pane of Object.keys(ways) as Pane[])
  test(`in ${pane} a disabled key says why, and an enabled one does something`, () => {
    let disabled = 0;
    for (const state of states(pane))
      for (const { keys, help, disabled: reasonIn } of bindingsAt(pane))
        for (const key of keys) {
          const reason = reasonIn?.(state) ?? null;
          const { state: after, effects } = happened(state, { kind: 'key', key: keyNamed(key) });
          if (reason) {
            disabled += 1;
            assert.equal([after.toast?.kind, after.toast?.text], ['problem', reason[0]], `${key}: ${help}`);
            assert.equal(effects, [{ kind: 'expire', toast: after.toast?.id }], `${key}: ${help}`);
          } else if (!silent.has(key) && effects.length === 0)
            assert.not.equal(after, state, `${key} does nothing: ${help}`);
        }
    assert.ok(disabled > 0);
  });

test.run();
