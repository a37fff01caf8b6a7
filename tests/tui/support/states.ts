import type { DocumentSummary } from '../../../src/operations/documents/documentSummary.js';
import type { Joined } from '../../../src/operations/documents/indexedDocuments.js';
import { LinkTable, packLinks } from '../../../src/operations/live/linkTable.js';
import type { PlanView } from '../../../src/operations/live/planView.js';
import { startState } from '../../../src/tui/state/start.js';
import type { Data, State } from '../../../src/tui/state/state.js';
import { update } from '../../../src/tui/state/update.js';

/** A document of a list. */
export function item(id: string, title: string, more: Partial<DocumentSummary> = {}): DocumentSummary {
  const type = { PLAN: 'plan', ADR: 'adr', TASK: 'task', BUG: 'bug' }[id.split('-')[0] ?? ''] ?? null;
  return {
    id,
    type,
    status: type === 'task' ? 'todo' : 'Draft',
    title,
    path: `dev_ops/${type}s/${id}-x.md`,
    created: '2026-01-05',
    priority: null,
    assignee: null,
    tags: [],
    archived: false,
    closed: false,
    broken: null,
    ...more,
  };
}

function link(
  from: DocumentSummary,
  to: DocumentSummary,
  relation: string,
  inverse: string | null = null,
): Joined {
  const end = ({ id, path, title }: DocumentSummary) => ({ id, path, title });
  return {
    from: end(from),
    to: end(to),
    relation,
    inverse,
    written: to.id ?? to.path,
    line: 5,
    column: 3,
    broken: false,
  };
}

/** Documents of several types, a board with a limit, links, findings, and hostile titles. */
export function sampleData(): Data {
  const plan = item('PLAN-001', 'Passkey login', { status: 'Active' });
  const adr = item('ADR-001', 'Use WebAuthn', { status: 'Accepted', closed: true });
  const task = item('TASK-001', 'Log in with a passkey', {
    status: 'in_progress',
    priority: 'high',
    assignee: 'ada',
  });
  const other = item('TASK-002', '漢字のログイン 👩‍💻 e\u0301 \u202Eabc\u202C \u001b[31mred');
  const broken = item('BUG-001', 'A broken one', { broken: 'the front matter is not closed' });
  const more = Array.from({ length: 60 }, (_, at) =>
    item(`TASK-${100 + at}`, `Task number ${at} with a rather long title that does not fit into a column`),
  );
  const documents = [plan, adr, task, other, broken, ...more];
  const card = (one: DocumentSummary) => ({
    id: one.id,
    title: one.title,
    ticked: one.closed,
    status: one.status,
    priority: one.priority,
    assignee: one.assignee,
    relations: one === task ? [{ relation: 'output', target: 'PLAN-001', proven: true }] : [],
    proven: false,
    waitsFor: one === other ? ['TASK-001'] : [],
    missing: false,
  });
  const column = (name: string, cards: readonly DocumentSummary[], limit: number | null = null) => ({
    name,
    limit,
    complete: name === 'Done',
    archive: false,
    cards: cards.map(card),
  });
  return {
    repository: 'sample',
    branch: 'main',
    folder: 'dev_ops',
    documents,
    board: {
      path: 'dev_ops/board.md',
      columns: [
        column('Backlog', more),
        column('In Progress', [task, other], 1),
        column('Review', []),
        column('Done', []),
      ],
    },
    boardProblem: null,
    findings: [
      {
        rule: 'links/dangling',
        severity: 'error',
        path: plan.path,
        span: { line: 3, column: 5, offset: 20, length: 8 },
        message: 'there is no ADR-010',
        suggestion: 'ADR-001',
      },
      {
        rule: 'status/spelling',
        severity: 'warning',
        path: adr.path,
        message: 'the status is spelled Accepted',
        fix: { title: 'write Accepted', edits: [] },
      },
    ],
    links: new LinkTable(
      packLinks([
        link(task, plan, 'output', 'output_of'),
        link(plan, adr, 'related_docs'),
        link(adr, plan, 'related_docs'),
        {
          ...link(plan, adr, 'wiki'),
          broken: true,
          written: 'ADR-010',
          to: { id: null, path: 'ADR-010', title: '' },
        },
      ]),
    ),
    types: [
      {
        name: 'plan',
        prefix: 'PLAN',
        statuses: ['Draft', 'Active', 'Complete'],
        claimed: 'Active',
        tascs: true,
        card: false,
      },
      {
        name: 'adr',
        prefix: 'ADR',
        statuses: ['Proposed', 'Accepted'],
        claimed: 'Proposed',
        tascs: false,
        card: false,
      },
      {
        name: 'task',
        prefix: 'TASK',
        statuses: ['todo', 'in_progress', 'done'],
        claimed: 'in_progress',
        tascs: false,
        card: true,
      },
      {
        name: 'bug',
        prefix: 'BUG',
        statuses: ['Open', 'Closed'],
        claimed: 'Open',
        tascs: false,
        card: false,
      },
    ],
    relations: { output: 'output_of', upstream: 'downstream', blocks: 'blocked_by' },
    problem: null,
    today: '2026-03-01',
    exists: true,
    place: null,
  };
}

export const samplePlan: PlanView = {
  id: 'PLAN-001',
  path: 'dev_ops/plans/PLAN-001-x.md',
  title: 'Passkey login',
  problems: [],
  consented: true,
  overall: null,
  result: null,
  tascs: [
    {
      id: 'build',
      title: 'It builds',
      command: 'make\nmake install',
      wanted: '',
      manual: false,
      needs: [],
      state: 'fresh',
      why: '',
      proof: 'a'.repeat(64),
      approved: false,
      waiting: null,
    },
    {
      id: 'review',
      title: 'Somebody looked',
      command: '',
      wanted: 'The change does what the ticket says',
      manual: true,
      needs: ['build'],
      state: 'missing',
      why: '',
      proof: null,
      approved: false,
      waiting: { approvals: 0, rejected: null, needed: 2 },
    },
    {
      id: 'ship',
      title: 'It is shipped',
      command: 'true',
      wanted: '',
      manual: false,
      needs: ['review'],
      state: 'stale',
      why: 'its inputs have changed',
      proof: 'b'.repeat(64),
      approved: false,
      waiting: null,
    },
  ],
  runs: [
    {
      started: '2026-02-28T10:00:00.000Z',
      commit: 'c'.repeat(40),
      baseline: false,
      interrupted: false,
      verified: false,
      proven: 1,
      failed: 1,
      waiting: 0,
      hasEnded: true,
      total: 3,
      overall: null,
      path: 'dev_ops/proofs/PLAN-001/20260228T100000Z-aaaaaa.jsonl',
      isKept: true,
      problem: null,
      tascs: [
        { id: 'build', passed: true, interrupted: false, attempt: 1, milliseconds: 1200, why: '' },
        {
          id: 'ship',
          passed: false,
          interrupted: false,
          attempt: 2,
          milliseconds: 65_000,
          why: 'exit code 1',
        },
      ],
    },
    {
      started: '2026-02-27T10:00:00.000Z',
      commit: null,
      baseline: true,
      interrupted: true,
      verified: false,
      proven: 0,
      failed: 0,
      waiting: 0,
      hasEnded: true,
      total: 3,
      overall: null,
      path: 'dev_ops/proofs/PLAN-001/20260227T100000Z-bbbbbb.jsonl',
      isKept: true,
      problem: null,
      tascs: [],
    },
  ],
};

export const sampleText = `---
id: PLAN-001
title: Passkey login
status: Active
related_docs: [ADR-001]
---

# PLAN-001 - Passkey login

## Goal

Log in with a passkey, see [[ADR-001]] and [the board](../board.md). ADR-010 is not there.

- [x] done
- [ ] to do 漢字

| a | b |
|---|---|
| 1 | 👩‍💻 |
`;

/** The application with the sample's documents, its verbs known. */
export function sampleState(columns = 120, rows = 40): State {
  let state = startState({ columns, rows }, true);
  state = update(state, { kind: 'data', data: sampleData() }).state;
  return update(state, {
    kind: 'verbs',
    verbs: [
      { name: 'create', summary: 'Make a new document', writes: true },
      { name: 'undo', summary: 'Take back the last change', writes: true },
      { name: 'list', summary: 'List documents', writes: false },
    ],
  }).state;
}
