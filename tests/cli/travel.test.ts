import * as assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import { readFile, repositoryRoot } from '../support/folder.js';

/** A stop of docs/travel.md: a numbered line with a file of src/ and a name in it. */
const stop = /^\d+\. \[`([^`]+)`\]\(\.\.\/src\/([^)]+)\) `(\w+)`: \S/;

const [, ...roads] = readFile(repositoryRoot, 'docs/travel.md').split(/^## /m);

for (const road of roads) {
  const [title = '', ...lines] = road.split('\n');
  test(`every stop of "${title}" is there`, () => {
    const stops = lines.filter((line) => /^\d/.test(line));
    assert.ok(stops.length >= 6 && stops.length <= 12, `${stops.length} stops`);
    for (const [index, line] of stops.entries()) {
      const [, shown = '', path = '', name = ''] = stop.exec(line) ?? [];
      assert.equal(shown, path, line);
      assert.ok(line.startsWith(`${index + 1}. `), line);
      assert.ok(existsSync(join(repositoryRoot, 'src', path)), `${path} does not exist`);
      assert.match(
        readFile(repositoryRoot, `src/${path}`),
        new RegExp(`\\b${name}\\b`),
        `${name} in ${path}`,
      );
    }
  });
}

test('four roads are described', () => assert.equal(roads.length, 4));

test.run();
