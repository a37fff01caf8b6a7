import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readFile } from '../support/folder.js';
import { docOps, git } from '../support/process.js';
import { snapshot } from '../workspace/support/snapshot.js';
import { everyFormRepository } from './support/everyForm.js';

interface Finding {
  readonly path: string;
  readonly rule: string;
  readonly message: string;
  readonly span?: { readonly line: number; readonly column: number };
}

/** What `validate` finds, without columns: ids of other lengths move what stands behind them. */
function judged(root: string): string[] {
  const { findings } = JSON.parse(docOps(root, ['validate', '--json']).stdout) as { findings: Finding[] };
  return findings.map(({ path, rule, message, span }) => `${path}:${span?.line ?? 0} ${rule} ${message}`);
}

/** Every file as git has it, and as it stands, by path. */
function changedFiles(root: string): { path: string; before: string; after: string }[] {
  return git(root, ['diff', '--name-only', '--no-renames', '-z'])
    .stdout.split('\0')
    .filter((path) => path !== '' && existsSync(join(root, path)))
    .map((path) => ({
      path,
      before: git(root, ['show', `HEAD:${path}`]).stdout,
      after: readFile(root, path),
    }));
}

/** Where an id stands in the document of every form although it is no link: there it stays. */
const kept = /^(?:unknown: |Not these| {4}PLAN-007 in code|<!-- |```\n\[\[)/;

test('renumber: validate is as clean as before, only references change, undo restores every byte', () => {
  const { root, stem } = everyFormRepository(300);
  const before = snapshot(root);
  const findings = judged(root);
  assert.equal(
    findings.filter((one) => !one.includes('links/self')),
    [],
  );
  const dry = docOps(root, ['renumber', 'PLAN-007', 'PLAN-4321', '--dry-run']);
  assert.is(dry.code, 0, dry.stderr);
  assert.equal(snapshot(root), before, 'a dry run changes nothing');
  const ran = docOps(root, ['renumber', 'PLAN-007', 'PLAN-4321', '--json']);
  assert.is(ran.code, 0, ran.stderr);
  const { data } = JSON.parse(ran.stdout);
  const to = `dev_ops/plans/${stem.replace('PLAN-007', 'PLAN-4321')}.md`;
  assert.equal([data.id, data.path, data.undecided, data.unread], ['PLAN-4321', to, [], []]);
  assert.equal(judged(root), findings.map((one) => one.replaceAll('PLAN-007', 'PLAN-4321')).sort());
  assert.not.ok(existsSync(join(root, `dev_ops/plans/${stem}.md`)));
  const files = [
    ...changedFiles(root),
    {
      path: to,
      before: git(root, ['show', `HEAD:dev_ops/plans/${stem}.md`]).stdout,
      after: readFile(root, to),
    },
  ];
  assert.equal(
    files.map(({ path }) => path).sort(),
    [...data.files.filter((path: string) => !path.includes(stem)), to].sort(),
  );
  for (const { path, before: old, after } of files) {
    const back = after.replaceAll('PLAN-4321', 'PLAN-007').replaceAll('plan-4321', 'plan-007');
    assert.is(back, old, `${path} changed beyond references`);
  }
  const document = readFile(root, 'dev_ops/research/RES-5000-every-form.md');
  const left = document.split(/(?<=\n)(?!\[\[PLAN-007\]\]\n```)/).filter((line) => line.includes('PLAN-007'));
  assert.equal(
    left.filter((line) => !kept.test(line)),
    [],
    'no reference was forgotten',
  );
  assert.is(left.length, 5);
  for (const path of [
    'README.md',
    'docs/deep/page.md',
    'dev_ops/board.md',
    'dev_ops/archive/bugs/BUG-5000-old.md',
    to,
  ])
    assert.not.match(readFile(root, path), /plan-007/i);
  assert.ok(
    data.mentions.some(
      ({ path, line }: Finding & { line: number }) => path === 'src/module0.py' && line === 1,
    ),
  );
  assert.is(docOps(root, ['undo']).code, 0);
  assert.equal(snapshot(root), before);
  assert.is(git(root, ['status', '--porcelain']).stdout, '');
});

test('rename: validate is as clean as before, only references and the title change, undo restores every byte', () => {
  const { root, stem } = everyFormRepository(300);
  const before = snapshot(root);
  const findings = judged(root);
  const old = /^title: (.*)$/m.exec(readFile(root, `dev_ops/plans/${stem}.md`))?.[1] ?? '';
  const ran = docOps(root, ['rename', 'PLAN-007', 'Log in: passkeys', '--json']);
  assert.is(ran.code, 0, ran.stderr);
  const { data } = JSON.parse(ran.stdout);
  assert.is(data.path, 'dev_ops/plans/PLAN-007-log-in-passkeys.md');
  assert.equal(judged(root), findings);
  const to = data.path as string;
  const all = [
    ...changedFiles(root),
    {
      path: to,
      before: git(root, ['show', `HEAD:dev_ops/plans/${stem}.md`]).stdout,
      after: readFile(root, to),
    },
  ];
  assert.ok(all.length > 5);
  for (const { path, before: was, after } of all) {
    const back = after
      .replaceAll('PLAN-007-log-in-passkeys', stem)
      .replaceAll('plan-007---log-in-passkeys', `plan-007---${old.replaceAll(' ', '-')}`)
      .replace('title: "Log in: passkeys"', `title: ${old}`)
      .replaceAll('PLAN-007 - Log in: passkeys', `PLAN-007 - ${old}`)
      .replace('|PLAN-007]] Log in: passkeys @', `|PLAN-007]] ${old} @`);
    assert.is(back, was, `${path} changed beyond references`);
  }
  assert.is(docOps(root, ['undo']).code, 0);
  assert.equal(snapshot(root), before);
});

test('renumber refuses what cannot be, and changes nothing', () => {
  const { root } = everyFormRepository(40);
  const before = snapshot(root);
  const call = (...args: string[]) => {
    const { code, stderr } = docOps(root, ['renumber', ...args]);
    return `${code} ${stderr.split('\n')[0]}`;
  };
  assert.match(call('PLAN-007', 'PLAN-008'), /^1 error: PLAN-008 is the id of dev_ops\/plans\/PLAN-008-/);
  assert.is(call('PLAN-007', 'TASK-900'), '2 error: PLAN-007 is of type plan, TASK-900 of type task');
  assert.is(call('PLAN-007', 'plan-7'), '2 error: PLAN-007 has this number already');
  assert.is(call('PLAN-007', 'x'), "2 error: 'x' is not a valid id");
  assert.is(call('PLAN-907'), '2 error: unknown id PLAN-907');
  assert.is(call('README.md'), '2 error: README.md is not a document with an id');
  assert.equal(snapshot(root), before);
});

test.run();
