import fs from 'node:fs';
import { join, relative } from 'node:path';
import { remark } from 'remark';
import remarkValidateLinks from 'remark-validate-links';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { VFile } from 'vfile';
import { judge } from '../../src/rules/judge.js';
import { corporaFolder, skipped } from '../support/folder.js';
import { memoryCorpus } from '../support/memoryCorpus.js';

/**
 * remark-validate-links is the measure: every broken relative link and heading that it finds is found, and nothing
 * that is not broken. It reports where a link node stands, we where its destination stands; a missing file with a
 * heading is two messages there and one finding here.
 */

interface Broken {
  readonly path: string;
  readonly start: number;
  readonly end: number;
  readonly reason: string;
}

/** All files below a folder, posix paths relative to it. */
function listFiles(root: string, folder = root): string[] {
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return listFiles(root, path);
    return entry.isFile() ? [relative(root, path).replaceAll('\\', '/')] : [];
  });
}

/** Front matter blanked out, offsets kept: remark has no idea of it without a plugin. */
function withoutFrontMatter(text: string): string {
  const [head = ''] = /^---\r?\n[\s\S]*?\n---\r?\n/.exec(text) ?? [];
  return head.replace(/[^\r\n]/g, ' ') + text.slice(head.length);
}

async function remarkFindings(root: string, paths: readonly string[]): Promise<Broken[]> {
  const files = paths.map(
    (path) =>
      new VFile({ cwd: root, path, value: withoutFrontMatter(fs.readFileSync(join(root, path), 'utf8')) }),
  );
  type Completer = (set: unknown) => Promise<void>;
  const completers: Completer[] = [];
  const set = {
    use: (completer: Completer) => completers.push(completer),
    add: () => set,
    valueOf: () => files,
  };
  for (const file of files) {
    const processor = remark();
    const attach: unknown = remarkValidateLinks;
    const transform = (attach as Attach).call(processor, { repository: false, root }, set);
    await transform(processor.parse(file), file);
  }
  const [complete] = completers;
  assert.ok(complete);
  await complete?.(set);
  return files.flatMap((file) =>
    file.messages.map((message) => {
      const place = message.place;
      const [start, end] =
        place && 'start' in place ? [place.start.offset ?? -1, place.end.offset ?? -1] : [-1, -1];
      return { path: file.path, start, end, reason: message.reason };
    }),
  );
}

type Attach = (
  this: unknown,
  options: { repository: false; root: string },
  set: unknown,
) => (tree: unknown, file: VFile) => Promise<void>;

function ourFindings(root: string, paths: readonly string[]): Broken[] {
  const files = new Map(
    paths.map((path) => [path, path.endsWith('.md') ? fs.readFileSync(join(root, path), 'utf8') : '']),
  );
  return judge(memoryCorpus(files)).map(({ path, span, rule, message, suggestion }) => ({
    path,
    start: span?.offset ?? -1,
    end: (span?.offset ?? -1) + (span?.length ?? 0),
    reason: `${rule}: ${message} (${suggestion ?? 'no suggestion'})`,
  }));
}

/** Ours lies inside theirs. */
function isSame(ours: Broken, theirs: Broken): boolean {
  return ours.path === theirs.path && ours.start >= theirs.start && ours.end <= theirs.end;
}

for (const [corpus, explained] of [
  ['erk', { ours: [], theirs: [] }],
  ['madr', { ours: [], theirs: [] }],
  // An absolute path is a finding here; remark-validate-links looks at none where it knows no repository host.
  ['log4brains', { ours: [/links\/absolute-path: `\/l4b-static\/adr-workflow\.png`/], theirs: [] }],
  ['backlog-md', { ours: [], theirs: [] }],
] as const satisfies readonly (readonly [string, { ours: readonly RegExp[]; theirs: readonly RegExp[] }])[]) {
  test(`${corpus}: the same broken links and headings as remark-validate-links`, async () => {
    if (!corporaFolder || !fs.existsSync(join(corporaFolder, corpus))) {
      skipped(`comparison with remark-validate-links: no corpus ${corpus}`);
      return;
    }
    const root = join(corporaFolder, corpus);
    const paths = listFiles(root).sort();
    const theirs = await remarkFindings(
      root,
      paths.filter((path) => path.endsWith('.md')),
    );
    const ours = ourFindings(root, paths);
    const show = ({ path, start, reason }: Broken) => `${path}:${start} ${reason}`;
    const missed = theirs.filter((their) => !ours.some((our) => isSame(our, their)));
    const added = ours.filter((our) => !theirs.some((their) => isSame(our, their)));
    const without = (list: readonly Broken[], patterns: readonly RegExp[]) =>
      list.map(show).filter((line) => !patterns.some((pattern) => pattern.test(line)));
    assert.equal(without(missed, explained.theirs), [], 'found by remark-validate-links only');
    assert.equal(without(added, explained.ours), [], 'found by us only');
  });
}

test.run();
