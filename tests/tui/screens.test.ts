import { execFileSync } from 'node:child_process';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { temporaryFolder, writeFiles } from '../support/folder.js';
import { docOps, git } from '../support/process.js';
import { cellWidths } from './support/cellWidths.js';
import { untouchedModes } from './support/emulator.js';
import { durations, type Expecting, expectScreen } from './support/golden.js';
import { type Screen, withScreen } from './support/screen.js';

const now = '2026-03-01T09:00:00Z';

const plan = `---
id: PLAN-001
title: Passkey login
status: Active
created: 2026-02-20
related_docs: [ADR-001, TASK-001]
---

# PLAN-001 - Passkey login

## Goal

Log in with a passkey, as [[ADR-001]] says, and as [the task](../tasks/TASK-001-log-in.md) wants it.

## Tascs

\`\`\`yaml tascs
- id: there
  title: The file is there
  testing_instructions: echo looking; cat .git/may-go; test -f hello.txt
- id: review
  title: Somebody looked
  dependencies: [there]
  proof_required:
    proof_type: manual
- id: ship
  title: It is shipped
  dependencies: [review]
  testing_instructions: grep Hello hello.txt
\`\`\`
`;

/** What a command reads until the test lets it go on. */
const mayGo = '.git/may-go';

const files = {
  'hello.txt': 'Hello\n',
  'dev_ops/plans/PLAN-001-passkey-login.md': plan,
  'dev_ops/adrs/ADR-001-use-webauthn.md':
    '---\nid: ADR-001\ntitle: Use WebAuthn\nstatus: Accepted\ncreated: 2026-01-10\nrelated_docs: [PLAN-001]\n---\n\n# ADR-001 - Use WebAuthn\n\n## Decision\n\nWe use WebAuthn 漢字 👩‍💻.\n',
  'dev_ops/tasks/TASK-001-log-in.md':
    '---\nid: TASK-001\ntitle: Log in\nstatus: in_progress\npriority: high\ncreated: 2026-02-25\nrelated_docs: [PLAN-001, PLAN-001]\n---\n\n# TASK-001 - Log in\n\nDo it.\n',
  'dev_ops/tasks/TASK-002-hostile.md':
    '---\nid: TASK-002\ntitle: 漢字のログイン 👩‍💻👨‍👩‍👧‍👦 e\u0301a\u0308 שלום \u202Eevil\u202C \u200Bzero\nstatus: To Do\ncreated: 2026-02-26\n---\n\n# TASK-002 - 漢字のログイン 👩‍💻👨‍👩‍👧‍👦 e\u0301a\u0308 שלום \u202Eevil\u202C \u200Bzero\n\n\u001b[31mred\u001b[0m \u001b]0;title\u0007 text\n',
  'dev_ops/bugs/BUG-001-broken.md': '---\nid: BUG-001\ntitle: [never closed\n---\n\n# Broken\n',
};

function repository(): string {
  const root = temporaryFolder();
  git(root, ['init', '-q', '-b', 'main']);
  assert.is(docOps(root, ['init', '--yes']).code, 0);
  writeFiles(root, files);
  assert.is(docOps(root, ['board', 'add', 'TASK-001']).code, 0);
  assert.is(docOps(root, ['board', 'add', 'TASK-002']).code, 0);
  git(root, ['add', '-A']);
  git(root, ['commit', '-q', '-m', 'start']);
  execFileSync('mkfifo', [join(root, mayGo)]);
  return root;
}

const masks = [durations, { pattern: /\b[0-9a-f]{16}\b/g, by: '#' }];

/** Something goes on running: its time is drawn again and again. */
const ticking = { quiet: 60 };

/** Escape may begin another key: what follows waits until it was taken. */
async function escapeTo(screen: Screen, condition: (screen: Screen) => boolean): Promise<void> {
  await screen.press('escape');
  await screen.until(condition);
}

/** Terminals that a person may sit at. */
const sizes = [
  [80, 24],
  [120, 40],
  [200, 60],
] as const;

async function kept(screen: Screen, name: string, more: Expecting = {}): Promise<void> {
  await expectScreen(screen, name, { masks, ...more });
  assert.equal(cellWidths(screen.cells()), []);
}

for (const [columns, rows] of sizes) {
  const size = `${columns}x${rows}`;
  test(`a working day at ${columns}×${rows}`, async () => {
    const root = repository();
    const script = join(temporaryFolder(), 'editor.sh');
    writeFileSync(script, '#!/bin/sh\nprintf "\\nWritten in the editor.\\n" >> "$1"\n');
    chmodSync(script, 0o755);
    const env = { EDITOR: script, XDG_STATE_HOME: temporaryFolder() };
    await withScreen({ cwd: root, columns, rows, now, env }, (screen) => workingDay(screen, root, size));
  });
}

async function workingDay(screen: Screen, root: string, size: string): Promise<void> {
  // Open: documents, findings and links are there.
  await screen.until(/[✗!] \d/);
  await kept(screen, `open-${size}`);
  assert.ok(screen.modes().alternateScreen);

  // Filter, and leave the filter.
  await screen.press('/');
  screen.type('passk');
  await screen.until('1 of 5');
  await kept(screen, `filter-${size}`);
  await escapeTo(screen, (one) => !one.text().includes('1 of 5'));

  // Read the plan, follow its link, come back.
  await screen.press('/');
  screen.type('type:plan');
  await screen.press('enter', 'enter');
  await screen.until('Tab links');
  await screen.press('tab');
  await screen.press('enter');
  await screen.until('We use WebAuthn');
  await kept(screen, `followed-${size}`);
  await screen.press('[');
  await screen.until('Goal');
  await escapeTo(screen, (one) => one.text().includes('1 of 5'));
  await escapeTo(screen, (one) => !one.text().includes('1 of 5'));

  // The board: make a card where we stand, move it, take it back.
  await screen.press('2');
  await screen.until('Backlog');
  await kept(screen, `board-${size}`);
  await screen.press('n');
  await screen.until('New task in Backlog');
  screen.type('漢字 and 👩‍💻');
  await screen.press('enter');
  await screen.until('created dev_ops/tasks/TASK-003');
  await screen.until('TASK-003');
  await screen.press('end', 'L');
  await screen.until('TASK-003 is in In Progress');
  await kept(screen, `moved-${size}`);
  await screen.press('u');
  await screen.until('undid: board move');
  await screen.press('u');
  await screen.until('undid: create');
  assert.is(git(root, ['status', '--porcelain', '--', 'dev_ops/tasks', 'dev_ops/board.md']).stdout, '');

  // A document in the editor, which has the terminal meanwhile.
  await screen.press('1', '/');
  screen.type('TASK-001');
  await screen.press('enter', 'e');
  await screen.until('edited TASK-001');
  assert.match(
    readFileSync(join(root, 'dev_ops/tasks/TASK-001-log-in.md'), 'utf8'),
    /Written in the editor\./,
  );
  assert.ok(screen.modes().alternateScreen);
  await escapeTo(screen, (one) => !one.text().includes('1 of 5'));
  await screen.press('u');
  await screen.until('undid: edit');
  // What it says of the time is gone before the next screen is kept.
  await screen.until((one) => !one.text().includes('undid'));

  // Run a plan: consent, a gate that waits for a person, proof.
  await screen.press('3');
  await screen.until('running it asks for your consent');
  await screen.press('r');
  await screen.until('Run this on your machine?');
  await screen.until('y yes');
  await kept(screen, `consent-${size}`);
  await screen.press('y');
  // It runs until it is let go: meanwhile the window changes, to another layout and back.
  await screen.until(/^ looking\b|│ looking\b/m, ticking);
  await kept(screen, `running-${size}`, ticking);
  const [columns, rows] = [screen.columns, screen.rows().length];
  screen.resize(72, 20);
  await screen.until((one) => one.rows().length === 20 && /^ looking\b/m.test(one.text()), ticking);
  await kept(screen, 'running-72x20', ticking);
  screen.resize(columns, rows);
  await kept(screen, `running-${size}`, ticking);
  writeFileSync(join(root, mayGo), '');
  await screen.until('waits for a person: a approves');
  await screen.press('home', 'down', 'a');
  await screen.until('Approve PLAN-001/review');
  screen.type('looks right');
  await screen.press('enter');
  await screen.until((one) => !one.text().includes('Approve PLAN-001/review'));
  await screen.until('approved: r continues');
  await screen.press('r');
  await screen.until('is proven');
  await kept(screen, `proven-${size}`);
  assert.is(docOps(root, ['verify', 'PLAN-001']).code, 0);

  // Problems and graph.
  await screen.press('4');
  await screen.until(/PLAN-001|BUG-001/);
  await kept(screen, `problems-${size}`);

  // One is repaired where it stands, and taken back; then all, with the changes shown first.
  await screen.press('down', 'f');
  await screen.until((one) => one.text().includes('fixed: ') && one.text().includes('✗ 1 ! 1'));
  await screen.press('u');
  await screen.until((one) => one.text().includes('undid: validate --fix') && one.text().includes('! 2'));
  await screen.press('F');
  await screen.until('y apply');
  await kept(screen, `repairs-${size}`);
  await screen.press('y');
  await screen.until((one) => !/[!] \d/.test(one.rows()[0] ?? ''));
  await screen.until('2 fixed, 1 error, ');
  const left = JSON.parse(docOps(root, ['validate', '--json']).stdout).findings;
  assert.equal(
    left.map((finding: { rule: string }) => finding.rule),
    ['front-matter/unreadable'],
  );
  await screen.press(':');
  await screen.until('─ Go to');
  screen.type('PLAN-001');
  await screen.press('enter');
  await screen.until((one) => !one.text().includes('─ Go to'));
  await screen.press('5');
  await screen.until('links out');
  await kept(screen, `graph-${size}`);
  await screen.press('?');
  await screen.until('Keys');
  await kept(screen, `help-${size}`);
  await escapeTo(screen, (one) => !one.text().includes('─ Keys'));
  await screen.press('ctrl+p');
  await screen.until('Commands');
  screen.type('supersed');
  await escapeTo(screen, (one) => !one.text().includes('─ Commands'));

  await screen.press('q');
  assert.equal(await screen.ends(), { code: 0, signal: 0 });
  assert.equal(screen.modes(), untouchedModes);
  assert.is(screen.output().includes('\u001b]0;title'), false, 'no escape sequence of a document is sent');
  assert.is(screen.output().includes('\u202e'), false);
}

test.run();
