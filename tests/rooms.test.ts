import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { repositoryRoot } from './support/folder.js';

/** Every folder below one of the source, with its entries. */
function folders(from: string): readonly { readonly path: string; readonly entries: readonly string[] }[] {
  const entries = readdirSync(join(repositoryRoot, from), { withFileTypes: true });
  const below = entries.filter((entry) => entry.isDirectory()).map(({ name }) => `${from}/${name}`);
  return [{ path: from, entries: entries.map(({ name }) => name) }, ...below.flatMap(folders)];
}

test('a room of operations or workspace has at most fifteen entries', () => {
  const crowded = [...folders('src/operations'), ...folders('src/workspace')]
    .filter(({ entries }) => entries.length > 15)
    .map(({ path, entries }) => `${path}: ${entries.length}`);
  assert.equal(crowded, []);
});

/** Nouns of the glossary, and a group of verbs. */
const nouns: ReadonlySet<string> = new Set(['finding', 'checking']);

test('no file is named by a gerund beside a file of the same verb', () => {
  const names = folders('src').flatMap(({ entries }) => entries.filter((name) => /\.[cm]?tsx?$/.test(name)));
  const stems = new Set(names.map((name) => basename(name).replace(/\.[cm]?tsx?$/, '')));
  const pairs = [...stems].filter((stem) => {
    const root = /^(.+?)(?:([a-z])\2)?ing$/.exec(stem);
    return (
      root &&
      !nouns.has(stem) &&
      [root[1], `${root[1]}e`, `${root[1]}${root[2]}`].some((verb) => stems.has(`${verb}`))
    );
  });
  assert.equal(pairs, []);
});

test.run();
