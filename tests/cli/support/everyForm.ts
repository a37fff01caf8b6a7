import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readFile, repositoryRoot, temporaryFolder, writeFiles } from '../../support/folder.js';
import { git } from '../../support/process.js';

/** A generated repository with one document more that links to PLAN-007 in every form, all of it committed. */
export function everyFormRepository(documents: number): { readonly root: string; readonly stem: string } {
  const root = temporaryFolder();
  const script = join(repositoryRoot, 'scripts/generateRepository.mjs');
  execFileSync(process.execPath, [script, root, '--documents', String(documents)], { stdio: 'ignore' });
  const file = readdirSync(join(root, 'dev_ops/plans')).find((name) => name.startsWith('PLAN-007-')) ?? '';
  const stem = basename(file, '.md');
  const plan = readFile(root, `dev_ops/plans/${file}`).replace(/^status: .*$/m, 'status: Draft');
  const title = /^title: (.*)$/m.exec(plan)?.[1] ?? '';
  const heading = /^# (.*)$/m.exec(plan)?.[1] ?? '';
  const anchor = heading.toLowerCase().replaceAll(' ', '-');
  const board = readFile(root, 'dev_ops/board.md');
  writeFiles(root, {
    'dev_ops/research/RES-5000-every-form.md': everyForm(stem, anchor, heading),
    'dev_ops/archive/bugs/BUG-5000-old.md': `---\r\nid: BUG-5000\r\ntitle: Old\r\nstatus: Closed\r\ncreated: 2026-01-01\r\ndepends_on: PLAN-007\r\n---\r\n\r\n[old](../../plans/${file})\r\n[[PLAN-007]], no line ending`,
    [`dev_ops/plans/${file}`]: `${plan}\nIt is PLAN-007, [here](#${anchor}), [[#${heading}]] and [[PLAN-007#${heading}|PLAN-007]].\n`,
    'dev_ops/board.md': board.replace(
      '- [ ] ',
      `- [ ] [[${stem}|PLAN-007]] ${title} @{2026-01-31} ^card\n    and PLAN-007 below\n- [ ] [[RES-5000]] Every: form [upstream:: [[ADR-001]]] [upstream:: [[PLAN-007]]]\n- [ ] `,
    ),
    'README.md': `# Readme\n\n[[PLAN-007]] [PLAN-007](dev_ops/plans/${file}#goal)\n`,
    'docs/deep/page.md': `[PLAN-007](../../dev_ops/plans/${file})\r\n`,
    'src/module0.py': '# as PLAN-007 says\n',
  });
  git(root, ['add', '-A']);
  git(root, ['commit', '-q', '-m', 'every form']);
  return { root, stem };
}

function everyForm(stem: string, anchor: string, heading: string): string {
  return `---
id: RES-5000
title: "Every: form"   # quoted
status: Active
created: 2026-01-01
related_docs: ["PLAN-007#goal", 'dev_ops/plans/${stem}.md', "./dev_ops/plans/${stem}.md#goal", PR-7, "#7"]
depends_on: PLAN-007
upstream:
  - ADR-001
  - PLAN-007   # why
unknown: PLAN-007
---

# RES-5000 - Every form

## About PLAN-007 and [[PLAN-007]]

See [above](#about-plan-007-and-plan-007), [[#About PLAN-007 and PLAN-007|above]], [it](../plans/${stem}.md#${anchor}).

[[PLAN-007]] [[PLAN-007|PLAN-007: it]] [[PLAN-007#${heading}]] [[${stem}]] [[${stem}|PLAN-007]] [[${stem}.md]]
[[plans/${stem}#goal]] [[../plans/${stem}#Context]] ![[PLAN-007]]

| a | b |
| --- | --- |
| [[PLAN-007\\|PLAN-007]] | PLAN-007 |

> [PLAN-007](../plans/${stem}.md) [\`PLAN-007\` it](<../plans/${stem}.md#goal> "title") ![PLAN-007](../plans/${stem}.md)
> [${stem}](../plans/${stem}.md) [query](../plans/${stem}.md?plain=1#goal) [text][p] [p][] [p]

<a href="../plans/${stem}.md#goal">PLAN-007</a> <img src="../plans/${stem}.md">

- [ ] bare PLAN-007, (PLAN-007). **PLAN-007** and _PLAN-007_
  1. nested PLAN-007

[p]: ../plans/${stem}.md "The plan"

Not these: PLAN-007x, \`PLAN-007\`, x/PLAN-007, \\[[PLAN-007]], https://example.org/PLAN-007

    PLAN-007 in code

\`\`\`
[[PLAN-007]]
\`\`\`

<!-- [[PLAN-007]] -->
`;
}
