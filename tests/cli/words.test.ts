import * as assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import { readFile, repositoryRoot } from '../support/folder.js';

/** Phrases that the documents do without: docs/glossary.md and plain English have better ones. */
const avoided =
  /\bis no\b|\bstands\b|\banew\b|\bgoes on\b|\btakes apart\b|\ba sign\b|\bsettles?\b|\byounger\b/i;

const filesIn = (folder: string) =>
  readdirSync(join(repositoryRoot, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name));

for (const path of [
  'README.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  ...filesIn('docs'),
  ...filesIn('templates'),
]) {
  test(`${path} is in plain words`, () => {
    const found = readFile(repositoryRoot, path)
      .split('\n')
      .flatMap((line, index) => (avoided.test(line) ? [`${path}:${index + 1} ${line}`] : []));
    assert.deepEqual(found, []);
  });
}

test('the glossary is in order, and every word in it is explained', () => {
  const [, ...entries] = readFile(repositoryRoot, 'docs/glossary.md').split(/^## /m);
  const words = entries.map((entry) => entry.slice(0, entry.indexOf('\n')));
  assert.deepEqual(
    words,
    [...words].sort((a, b) => a.localeCompare(b, 'en')),
  );
  for (const entry of entries) assert.match(entry, /^.+\n\n\S.+\n/, entry);
});

test.run();
