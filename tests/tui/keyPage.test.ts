import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Pane } from '../../src/tui/state/binding.js';
import { keyLabel, keyMap } from '../../src/tui/state/keyMap.js';
import { repositoryRoot } from '../support/folder.js';

const names: Readonly<Record<Pane, string>> = {
  list: 'Documents',
  document: 'Document',
  board: 'Board',
  run: 'Run',
  problems: 'Problems',
  graph: 'Graph',
};
const end = 'node scripts/test.mjs tui/keyPage -->\n';

test('docs/tui.md has every key', () => {
  const path = join(repositoryRoot, 'docs/tui.md');
  const text = readFileSync(path, 'utf8');
  const before = text.slice(0, text.indexOf(end) + end.length);
  const code = (key: string) => (key === '`' ? '`` ` ``' : `\`${key}\``);
  const rows = keyMap.map(({ keys, help, panes }) => {
    const where = panes?.map((pane) => names[pane]).join(', ') ?? 'everywhere';
    return `| ${keys.map((key) => code(keyLabel(key))).join(' ')} | ${where} | ${help} |`;
  });
  const wanted = `${before}\n| key | where | |\n| --- | --- | --- |\n${rows.join('\n')}\n`;
  if (process.env.UPDATE_SCREENS === '1') writeFileSync(path, wanted);
  else assert.is(text, wanted, 'UPDATE_SCREENS=1 node scripts/test.mjs tui/keyPage writes it');
});

test('no key has two meanings in one pane', () => {
  for (const pane of Object.keys(names) as Pane[]) {
    const own = keyMap.filter(({ panes }) => panes?.includes(pane));
    const keys = own.flatMap((binding) => binding.keys);
    assert.is(
      new Set(keys).size,
      keys.length,
      `${pane}: ${keys.filter((key, at) => keys.indexOf(key) !== at).join()}`,
    );
  }
});

test.run();
