import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { temporaryFolder } from '../support/folder.js';
import { docOps, git } from '../support/process.js';

/*
 * Files that no person writes: a finding or nothing, never a crash, a hang (which is over the limit of a test file) or a
 * stack trace.
 */

const root = temporaryFolder();
git(root, ['init', '-q']);
docOps(root, ['init', '--yes']);
docOps(root, ['create', 'plan', '--title', 'Healthy']);

const head = '---\nid: PLAN-002\ntitle: Hostile\nstatus: Draft\ncreated: 2026-11-20\n';
const body = (text: string) => `${head}---\n\n# Hostile\n\n${text}\n`;
const aliases = Array.from(
  { length: 30 },
  (_, index) => `a${index}: &a${index} [${index ? `*a${index - 1}, *a${index - 1}` : 'x'}]`,
).join('\n');
const random = Buffer.from(Array.from({ length: 200_000 }, (_, index) => (index * index * 7919) % 251));

const hostile: Readonly<Record<string, string | Buffer>> = {
  'a hundred thousand brackets': body('['.repeat(100_000)),
  'a hundred thousand closed brackets': body(`${'['.repeat(50_000)}${']'.repeat(50_000)}`),
  'a hundred thousand quotes': body('> '.repeat(100_000)),
  'nested lists': body(Array.from({ length: 500 }, (_, depth) => `${' '.repeat(depth * 2)}- x`).join('\n')),
  'a hundred thousand stars': body('*a_'.repeat(100_000)),
  'a hundred thousand URLs': body('http://'.repeat(100_000)),
  'unclosed code spans of every length': body(
    Array.from({ length: 2000 }, (_, index) => '`'.repeat(index)).join(' '),
  ),
  'unclosed tags': body('<a '.repeat(100_000)),
  'unclosed comments': body('<!-- '.repeat(100_000)),
  'a table of many columns': body(`${'|a'.repeat(20_000)}\n${'|-'.repeat(20_000)}\n`),
  'ten million letters': body('a'.repeat(10_000_000)),
  'a checklist that never ends': body('- [ ] x\n'.repeat(100_000)),
  'aliases that double': `${head}${aliases}\n---\n\n# Hostile\n`,
  'deep YAML': `${head}x: ${'['.repeat(16_000)}\n---\n\n# Hostile\n`,
  'deep closed YAML': `${head}x: ${'['.repeat(16_000)}${']'.repeat(16_000)}\n---\n\n# Hostile\n`,
  'deep YAML maps': `${head}x: ${'{a: '.repeat(16_000)}\n---\n\n# Hostile\n`,
  'front matter without an end': head.repeat(1000),
  NUL: body('a \0 b [[PLAN-001]]'),
  'invalid UTF-8': Buffer.concat([
    Buffer.from(head),
    Buffer.from([0xff, 0xfe, 0x80]),
    Buffer.from('\n---\n'),
  ]),
  'random bytes': random,
  'half a surrogate': body('\\ud800 \u{d800} [[PLAN-001]]'),
  empty: '',
};

const path = 'dev_ops/plans/PLAN-002-hostile.md';
const verbs = [
  ['validate'],
  ['list'],
  ['show', path],
  ['tick', path],
  ['set', path, 'status=Active', '--dry-run'],
  ['links', path],
];

for (const [name, content] of Object.entries(hostile)) {
  test(`${name}: every verb ends with an answer`, () => {
    writeFileSync(join(root, path), content);
    for (const args of verbs) {
      const { code, stderr } = docOps(root, args);
      assert.ok(code !== null && code <= 4, `${args.join(' ')} ended with ${code}: ${stderr.slice(0, 300)}`);
      assert.not.match(stderr, /\n\s+at |failed unexpectedly/, args.join(' '));
    }
  });
}

test('a deep config.yaml is a finding', () => {
  rmSync(join(root, path));
  const config = join(root, 'dev_ops/config.yaml');
  for (const text of [
    `types: ${'['.repeat(16_000)}`,
    `types: ${'['.repeat(4_000)}`,
    `board: ${'{a: '.repeat(16_000)}`,
  ]) {
    writeFileSync(config, text);
    const { code, stdout, stderr } = docOps(root, ['validate']);
    assert.is(code, 1, stderr);
    assert.match(stdout, /config\.yaml:1:\d+ error/);
  }
  rmSync(config);
});

test('symbolic links that loop are passed over', () => {
  const folder = join(root, 'dev_ops/research');
  mkdirSync(folder, { recursive: true });
  symlinkSync('../research', join(folder, 'again'));
  symlinkSync('RES-001-loop.md', join(folder, 'RES-001-loop.md'));
  for (const args of [['validate'], ['list'], ['show', 'RES-001']]) {
    const { code, stderr } = docOps(root, args);
    assert.ok(code !== null && code <= 4, `${args.join(' ')}: ${stderr}`);
    assert.not.match(stderr, /failed unexpectedly/);
  }
});

test('an unknown base is said and the process ends', () => {
  git(root, ['add', '-A']);
  const { code, stderr } = docOps(root, ['validate', '--staged', '--base', 'nowhere']);
  assert.is(code, 4, stderr);
  assert.match(stderr, /git knows no 'nowhere'/);
});

test('a commit that only deletes says what was judged', () => {
  rmSync(join(root, 'dev_ops/research'), { recursive: true });
  git(root, ['add', '-A']);
  git(root, ['commit', '-q', '-m', 'all']);
  git(root, ['rm', '-q', 'dev_ops/plans/PLAN-001-healthy.md']);
  const { code, stdout } = docOps(root, ['validate', '--staged']);
  assert.is(code, 0, stdout);
  assert.match(stdout, /1 staged file checked/);
});

test.run();
