import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { withReference, withStatus } from '../../../src/model/objective/editRoadmap.js';
import { nextStep } from '../../../src/model/objective/nextStep.js';
import { parseRoadmap } from '../../../src/model/objective/parseRoadmap.js';
import { phaseNameOf, progressOf, type Roadmap } from '../../../src/model/objective/roadmap.js';

// Rows R1 to R21 and R28 of the vectors (column D).

const head = '| Step | Description | Status | PR |\n| --- | --- | --- | --- |\n';
const phase = '### Phase 1: A\n\n';
const table = (...rows: string[]) => `${phase}${head}${rows.join('\n')}\n`;

function read(text: string): Roadmap {
  const roadmap = parseRoadmap(text);
  if (!roadmap) throw new Error('no roadmap');
  return roadmap;
}

const statuses = (text: string) => read(text).steps.map(({ id, status }) => `${id} ${status}`);
const next = (text: string) => nextStep(parseRoadmap(text)).step_id;
const reason = (text: string) => nextStep(parseRoadmap(text)).reason;
const problems = (text: string) =>
  read(text).problems.map(
    ({ rule, message, span, suggestion }) =>
      `${span.line}:${span.column} ${rule} ${message}${suggestion ? ` → ${suggestion}` : ''}`,
  );
const fill = (text: string, step: string, reference = 'PLAN-077') => {
  const filled = withReference({ path: 'OBJ-001.md', text }, step, reference);
  if (filled.ok) return filled.value;
  const { message, place } = filled.problem;
  return `${place?.line ?? '-'}: ${message}`;
};

test('R1: a step with an empty reference is next; filled it is planned and not next', () => {
  for (const reference of ['PLAN-077', 'plan #77']) {
    const text = table('| 1.1 | a | pending |  |', '| 1.2 | b | pending | - |');
    assert.is(next(text), '1.1');
    const filled = fill(text, '1.1', reference);
    assert.equal(statuses(filled), ['1.1 planned', '1.2 pending']);
    assert.is(next(filled), null);
    assert.is(reason(filled), `1.1 is planned (${reference})`);
    assert.equal(problems(filled), []);
  }
});

test('R2: a dash is an empty cell', () => {
  const text = table('| 1.1 | a | pending | - |');
  assert.is(next(text), '1.1');
  assert.is(fill(text, '1.1'), table('| 1.1 | a | pending | PLAN-077 |'));
});

test('R3: pending beside a plan is planned', () => {
  const text = table('| 1.1 | a | pending | plan #5 |');
  assert.equal(statuses(text), ['1.1 planned']);
  assert.equal(problems(text), []);
  assert.is(fill(text, '1.1'), '5: the PR cell of step 1.1 has a value already: plan #5');
});

test('R4: a pull request without a status is in progress, and reported', () => {
  const text = table('| 1.1 | a | - | #42 |');
  assert.equal(statuses(text), ['1.1 in_progress']);
  assert.equal(problems(text), [
    '5:13 objective/contradiction step 1.1 has no status, but names #42; write in_progress, or done → in_progress',
  ]);
  assert.is(fill(text, '1.1'), '5: the PR cell of step 1.1 has a value already: #42');
});

test('R5: nothing comes after a blocked step', () => {
  const text = table('| 1.1 | a | blocked | - |', '| 1.2 | b | pending | - |');
  assert.equal(nextStep(read(text)), {
    has_next_step: false,
    step_id: null,
    step_description: null,
    phase_name: null,
    reason: '1.1 is blocked',
  });
});

test('R6: a skipped step holds nothing up', () => {
  assert.is(next(table('| 1.1 | a | skipped | - |', '| 1.2 | b | pending | - |')), '1.2');
});

test('R7: an escaped pipe divides no cells', () => {
  const text = table('| 1.1 | a \\| b | pending | - |');
  assert.is(read(text).steps[0]?.description, 'a | b');
  assert.is(fill(text, '1.1'), table('| 1.1 | a \\| b | pending | PLAN-077 |'));
});

test('R8: marks are no part of an id', () => {
  for (const id of ['**1.1**', '`1.1`', '~~1.1~~', '**`1.1`**']) {
    const text = table(`| ${id} | a | pending | - |`);
    assert.is(next(text), '1.1');
    assert.is(fill(text, '1.1'), table(`| ${id} | a | pending | PLAN-077 |`));
  }
});

test('R9: a comment behind a row is kept byte for byte', () => {
  const row = '| 1.1 | a | pending | - | <!-- Blocked on #400 | so -->  ';
  const text = table(row);
  assert.is(read(text).steps[0]?.comment, 'Blocked on #400 | so');
  assert.is(fill(text, '1.1'), text.replace('| - |', '| PLAN-077 |'));
  assert.equal(problems(text), []);
  const bare = table('1.1 | a | pending | - <!-- no pipe at the end -->');
  assert.is(fill(bare, '1.1'), bare.replace('| - <', '| PLAN-077 <'));
});

test('R10: a step in the second table is found', () => {
  const text = `${table('| 1.1 | a | done | #1 |')}\n### Phase 2: B\n\n${head}| 2.1 | b | pending | - |\n`;
  assert.is(next(text), '2.1');
  assert.is(nextStep(read(text)).phase_name, 'Phase 2: B');
  assert.is(fill(text, '2.1'), text.replace('| pending | - |', '| pending | PLAN-077 |'));
});

test('R11: 1A and 1B are two phases', () => {
  const text = `### Phase 1A: A\n\n${head}| 1A.1 | a | done | #1 |\n\n### Phase 1B: B\n\n${head}| 1B.1 | b | pending | - |\n`;
  const roadmap = read(text);
  assert.equal(
    roadmap.steps.map((step) => phaseNameOf(roadmap, step)),
    ['Phase 1A: A', 'Phase 1B: B'],
  );
  assert.equal(roadmap.problems, []);
  assert.is(fill(text, '1B.1'), text.replace('pending | -', 'pending | PLAN-077'));
});

test('R12: counts and marks are no part of a name', () => {
  for (const tail of ['(3 PRs)', '(1 PR) ✅', '✅', '(2-3 PRs)  ', '(1 PR) ##']) {
    assert.is(read(`### Phase 1: A ${tail}\n`).phases[0]?.name, 'A', tail);
  }
  assert.is(read('### Phase 1: Keep (this)\n').phases[0]?.name, 'Keep (this)');
});

test('R13: a table of three columns takes the status from the reference', () => {
  const text = `${phase}| Step | Description | PR |\n| --- | --- | --- |\n| 1.1 | a | #1 |\n| 1.2 | b | plan #2 |\n| 1.3 | c | - |\n`;
  assert.equal(statuses(text), ['1.1 in_progress', '1.2 planned', '1.3 pending']);
  assert.equal(problems(text), []);
});

test('R14: beside PR a Plan column is the reference cell', () => {
  const text = `${phase}| Step | Description | Status | Plan | PR |\n|-|-|-|-|-|\n| 1.1 | a | pending | - | - |\n`;
  assert.is(fill(text, '1.1'), text.replace('| - | - |', '| PLAN-077 | - |'));
  assert.equal(statuses(text.replace('| - | - |', '| - | #4 |')), ['1.1 in_progress']);
});

test('R15: ids match exactly', () => {
  const text = table('| 2.1a | a | done | #1 |', '| 2.1 | b | pending | - |');
  assert.is(fill(text, '2.1'), text.replace('pending | -', 'pending | PLAN-077'));
  assert.is(fill(text, '2.1A'), '-: step 2.1A is not in the roadmap');
});

test('R16: a table without a Step column is not a roadmap', () => {
  const other = '| Problem, Sprint | PR |\n| --- | --- |\n| 1.1 | - |\n\n';
  const text = `${other}${table('| 1.1 | a | pending | - |')}`;
  assert.is(read(text).steps.length, 1);
  assert.is(fill(text, '1.1'), `${other}${table('| 1.1 | a | pending | PLAN-077 |')}`);
  assert.is(parseRoadmap(other), null);
});

test('R17: alignment and CRLF', () => {
  const text = table('| 1.1 | a | pending | - |').replaceAll('---', ':---:').replaceAll('\n', '\r\n');
  assert.is(next(text), '1.1');
  assert.is(fill(text, '1.1'), text.replace('pending | -', 'pending | PLAN-077'));
});

test('R18: what is missing is named, with its line', () => {
  assert.equal(problems(phase), [
    '1:1 objective/malformed-table missing roadmap table: no phase has a table with the columns Step, Description, Status and PR',
  ]);
  assert.is(fill('text', '1.1'), '-: the objective has no roadmap table');
  const unseparated = `${phase}| Step | Description | Status | PR |\n| 1.1 | a | pending | - |\n`;
  assert.equal(problems(unseparated), [
    '3:1 objective/malformed-table malformed table: missing separator line',
  ]);
  assert.is(fill(unseparated, '1.1'), '3: malformed table: missing separator line');
  const short = unseparated.replace('PR |\n', 'PR |\n| --- | --- | --- |\n');
  assert.is(fill(short, '1.1'), '3: malformed table: the separator line has 3 columns, the header 4');
  const withoutPr = `${phase}| Step | Description | Status |\n| --- | --- | --- |\n| 1.1 | a | pending |\n`;
  assert.equal(problems(withoutPr), ["3:1 objective/malformed-table the table has no column 'PR'"]);
  assert.is(fill(withoutPr, '1.1'), '5: step 1.1 has no PR cell');
  assert.is(fill(table('| 1.1 | a | pending | - |'), '9.9'), '-: step 9.9 is not in the roadmap');
});

test('R19: a roadmap in a code fence or a comment is not live', () => {
  const text = table('| 1.1 | a | pending | - |');
  assert.is(parseRoadmap(`\`\`\`md\n${text}\`\`\`\n`), null);
  assert.is(parseRoadmap(`<!--\n${text}-->\n`), null);
});

test('R20: one cell changes, the spacing of the others is kept', () => {
  const text = table('|1.1|  a   |pending   |  -  |', '| 1.2 |  b |  pending| |');
  assert.is(fill(text, '1.1'), text.replace('|  -  |', '|  PLAN-077 |'));
  assert.is(fill(text, '1.2'), text.replace('|  pending| |', '|  pending| PLAN-077 |'));
  const aligned = table('| 1.1 | a | pending | -            |');
  assert.is(fill(aligned, '1.1'), aligned.replace('-            |', 'PLAN-077     |'));
  const blank = table('| 1.1 | a | pending |              |');
  assert.is(fill(blank, '1.1'), blank.replace('|              |', '| PLAN-077     |'));
  const none = table('| 1.1 | a | pending ||');
  assert.is(fill(none, '1.1'), none.replace('||', '| PLAN-077 |'));
  const noted = table('| 1.1 | a | pending | <!-- later --> |');
  assert.is(fill(noted, '1.1'), noted.replace('| <!--', '| PLAN-077 <!--'));
});

test('R21: Node is Step, and Depends On replaces the step before', () => {
  const text = `${phase}| Node | Description | Depends On | Status | PR |\n|---|---|---|---|---|\n| 1.1 | a | - | pending | plan #1 |\n| 1.2 | b | 1.1 | pending | - |\n| 1.3 | c | - | pending | - |\n| 1.4 | d | 1.1, 1.3 | pending | - |\n`;
  const roadmap = read(text);
  assert.is(roadmap.usesDependencies, true);
  assert.equal(
    roadmap.steps.map(({ dependsOn }) => dependsOn),
    [[], ['1.1'], [], ['1.1', '1.3']],
  );
  assert.is(next(text), '1.3');
  assert.is(reason(fill(text, '1.3')), '1.1 is planned (plan #1), 1.3 is planned (PLAN-077)');
});

test('R28: when all is done or skipped nothing is next', () => {
  const text = table('| 1.1 | a | done | #1 |', '| 1.2 | b | skipped | - |');
  assert.equal(nextStep(read(text)), {
    has_next_step: false,
    step_id: null,
    step_description: null,
    phase_name: null,
    reason: 'all done',
  });
  assert.equal(progressOf(read(text)), { done: 2, total: 2 });
});

test('dependencies that are unknown or go round are never satisfied', () => {
  const depends = (...rows: string[]) =>
    `${phase}| Step | Description | Depends On | Status | PR |\n|-|-|-|-|-|\n${rows.join('\n')}\n`;
  const cycle = depends('| 1.1 | a | 1.2 | done | #1 |', '| 1.2 | b | 1.1 | pending | - |');
  assert.is(reason(cycle), '1.1, 1.2 wait for each other');
  assert.equal(problems(cycle), [
    '5:13 objective/dependency-cycle these steps wait for each other: 1.1 → 1.2 → 1.1',
  ]);
  const unknown = depends('| 1.1 | a | 9.9 | pending | - |');
  assert.is(reason(unknown), '1.1 depends on 9.9, which is not a step');
  assert.equal(problems(unknown), [
    '5:13 objective/unknown-dependency step 1.1 depends on 9.9, which is not a step',
  ]);
  assert.is(reason(depends('| 1.1 | a | 1.1 | pending | - |')), '1.1 waits for itself');
});

test('every word of a status is read however it is spelled, others are reported', () => {
  const words = [
    'pending',
    'In-Progress',
    'in_progress',
    'PLANNING',
    '**done**',
    '✅ done',
    'blocked',
    'Skipped',
    '',
  ];
  const text = table(...words.map((word, index) => `| 1.${index} | a | ${word} | PLAN-1 |`));
  assert.equal(
    read(text).steps.map(({ status }) => status),
    ['planned', 'in_progress', 'in_progress', 'planning', 'done', 'done', 'blocked', 'skipped', 'planned'],
  );
  assert.equal(problems(text), []);
  const unknown = table('| 1.1 | a | wip | - |', '| 1.2 | b | ✅ | #4 |', '| 1.3 | c | pendin | - |');
  const valid = 'valid are pending, planning, in_progress, done, blocked, skipped';
  assert.equal(problems(unknown), [
    `5:13 objective/unknown-status 'wip' is not a valid status for step 1.1; ${valid} → in_progress`,
    `6:13 objective/unknown-status '✅' is not a valid status for step 1.2; ${valid} → done`,
    `7:13 objective/unknown-status 'pendin' is not a valid status for step 1.3; ${valid} → pending`,
  ]);
  assert.is(
    reason(unknown),
    "1.1 has the unknown status 'wip', 1.2 has the unknown status '✅', 1.3 has the unknown status 'pendin'",
  );
});

test('faults of a roadmap have their place', () => {
  const text = `### Phase 2: B\n\n${head}| 2.1 | a | done | - |\n| 2.1 | b | pending | TBD |\n|  | c | pending | - |\n| 2.2 | a | b | pending | - |\n| 2.3 | a | pending |\n\n| 2.4 | lost | pending | - |\n\n### Phase 1: A\n`;
  assert.equal(problems(text), [
    '5:20 objective/done-without-reference step 2.1 is done, but names no plan or pull request',
    '6:3 objective/duplicate-step the step 2.1 is in line 5 already',
    "6:23 objective/contradiction step 2.1 is pending, but holds 'TBD', which is not a plan or pull request",
    '7:1 objective/malformed-table the row has no step id',
    '8:1 objective/malformed-table the row of step 2.2 has 5 cells, the header 4; a pipe in a text is written `\\|`',
    '9:1 objective/malformed-table the row of step 2.3 has 3 cells, the header 4',
    '11:1 objective/malformed-table this row does not belong to a table: the table ends above it',
    '13:1 objective/phase-order Phase 1 comes after Phase 2',
  ]);
  assert.is(fill(text, '2.1'), '6: step 2.1 is in the roadmap 2 times, in lines 5, 6');
  assert.is(fill(text, '2.2'), '8: step 2.2 has no PR cell');
});

test('one table serves all phases', () => {
  const text = `### Phase 1: A\n\n### Phase 2: B\n\ntext\n\n## Steps\n\n${head}| 1.1 | a | done | #1 |\n| 2.1 | b | pending | - |\n| other | c | pending | - |\n`;
  const roadmap = read(text);
  assert.equal(
    roadmap.steps.map((step) => phaseNameOf(roadmap, step)),
    ['Phase 1: A', 'Phase 2: B', null],
  );
  assert.equal(roadmap.problems, []);
});

test('what a step refers to', () => {
  const kinds = [
    '[[PLAN-001-login|plan]]',
    '[PLAN-001](../plans/PLAN-001-login.md)',
    'PLAN-001, #42',
    'PR-12',
    'plan #5',
    'a1b2c3d',
    'https://github.com/o/r/pull/5',
    'JIRA-12',
  ].map((cell) => {
    const [step] = read(table(`| 1.1 | a | pending | ${cell.replace('|', '\\|')} |`)).steps;
    return `${step?.status} ${step?.reference?.kind} ${step?.reference?.documents.join(' ')}`;
  });
  assert.equal(kinds, [
    'planned plan PLAN-001',
    'planned plan PLAN-001',
    'in_progress pr PLAN-001',
    'in_progress pr ',
    'planned plan ',
    'pending other ',
    'in_progress pr ',
    'planned plan JIRA-12',
  ]);
});

test('a status is written into its cell alone', () => {
  const text = table('| 1.1 | a | **pending** | PLAN-001 | <!-- note -->', '| 1.2 | b |  | - |');
  const set = (step: string) => {
    const written = withStatus({ path: 'OBJ-001.md', text }, step, 'done');
    return written.ok ? written.value : written.problem.message;
  };
  assert.is(set('1.1'), text.replace('**pending**', 'done'));
  assert.is(set('1.2'), text.replace('| b |  |', '| b | done |'));
});

test.run();
