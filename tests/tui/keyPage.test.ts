import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { keyLabel, keyMap, type Place } from '../../src/tui/state/keyMap.js';
import { repositoryRoot } from '../support/folder.js';

const names: Readonly<Record<Place, string>> = {
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
  const rows = keyMap.map(({ keys, help, places }) => {
    const where =
      !places || places.length === 6 ? 'everywhere' : places.map((place) => names[place]).join(', ');
    return `| ${keys.map((key) => code(keyLabel(key))).join(' ')} | ${where} | ${help} |`;
  });
  const wanted = `${before}\n| key | where | |\n| --- | --- | --- |\n${rows.join('\n')}\n`;
  if (process.env.UPDATE_SCREENS === '1') writeFileSync(path, wanted);
  else assert.is(text, wanted, 'UPDATE_SCREENS=1 node scripts/test.mjs tui/keyPage writes it');
});

test('no key has two meanings in one place', () => {
  for (const place of Object.keys(names) as Place[]) {
    const own = keyMap.filter(({ places }) => places?.includes(place) && places.length < 6);
    const keys = own.flatMap((binding) => binding.keys);
    assert.is(
      new Set(keys).size,
      keys.length,
      `${place}: ${keys.filter((key, at) => keys.indexOf(key) !== at).join()}`,
    );
  }
});

test.run();
