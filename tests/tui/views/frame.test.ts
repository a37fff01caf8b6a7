import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { lineWidth } from '../../../src/tui/screen/cells.js';
import { type State, viewNames } from '../../../src/tui/state/state.js';
import { composeFrame } from '../../../src/tui/views/frame.js';
import { sampleState } from '../support/states.js';

function textOf(state: State): string[] {
  const lines = composeFrame(state);
  assert.is(lines.length, state.size.rows);
  for (const line of lines) assert.is(lineWidth(line), state.size.columns);
  return lines.map((line) => line.map(({ text }) => text).join(''));
}

/** The same, with a property that cannot be read. */
function faulty<T extends object>(value: T, name: keyof T & string): T {
  return Object.defineProperty({ ...value }, name, {
    get() {
      throw new Error(`${name} is broken`);
    },
  });
}

const partsOf = { documents: 'offset', board: 'full', run: 'plan', problems: 'by', graph: 'root' } as const;

for (const view of viewNames) {
  test(`a fault in the ${view} view shows there, below the title`, () => {
    const state: State = { ...sampleState(), view };
    const broken = { ...state, [view]: faulty(state[view], partsOf[view] as never) };
    const rows = textOf(broken);
    assert.match(rows[0] ?? '', /1 Documents {2}2 Board/);
    assert.match(rows[1] ?? '', / This cannot be shown: \w+ is broken/);
  });
}

test('a fault outside of the views takes the screen, and the keys go on', () => {
  const state = sampleState();
  const rows = textOf({ ...state, data: faulty(state.data, 'repository') });
  assert.match(rows.join('\n'), /cannot be shown: repository is broken/);
});

test.run();
