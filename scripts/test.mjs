// Runs the tests and counts what really ran. `node scripts/test.mjs [--no-build] [substring…]` runs only the test
// files whose path contains one of the substrings. Every file is a process of its own; two run at a time. A file has
// two minutes, unless its first line says how many it needs and why (scripts/testFiles.mjs).
import { mkdirSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { buildProgram } from './build.mjs';
import { compile, root, runTestFile, testSources } from './testFiles.mjs';

const args = process.argv.slice(2);
const filters = args.filter((arg) => !arg.startsWith('--'));
const out = join(root, 'build', filters.length ? `test-${process.pid}` : 'test');

if (!args.includes('--no-build')) await buildProgram();
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
const sources = testSources(root);
await compile(root, out, sources);

const files = sources
  .filter((path) => /\.test\.tsx?$/.test(path))
  .filter((path) => filters.length === 0 || filters.some((filter) => path.includes(filter)))
  .sort();
const totals = { passed: 0, failed: 0, skipped: 0 };
const notes = [];

const queue = [...files];
await Promise.all(
  Array.from({ length: Math.max(1, Math.min(2, availableParallelism())) }, async () => {
    for (let file = queue.shift(); file; file = queue.shift()) {
      const { passed, failed, skipped, seconds, text } = await runTestFile({ tree: root, out, file });
      totals.passed += passed;
      totals.failed += failed;
      totals.skipped += skipped;
      for (const line of text.matchAll(/^SKIPPED .*$/gm)) notes.push(`${file}: ${line[0]}`);
      const counts = `${passed}${skipped ? `, ${skipped} skipped` : ''}, ${seconds.toFixed(1)} s`;
      console.log(`${failed ? 'FAIL' : 'ok  '} ${file} (${counts})`);
      if (failed) console.log(text);
    }
  }),
);
if (filters.length) rmSync(out, { recursive: true, force: true });
for (const note of notes) console.log(note);
if (files.length === 0) {
  console.log('no test file matches');
  totals.failed += 1;
}
console.log(
  `\n${totals.passed} passed, ${totals.failed} failed${totals.skipped ? `, ${totals.skipped} skipped` : ''}`,
);
process.exitCode = totals.failed ? 1 : 0;
