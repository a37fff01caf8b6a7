import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { withLogEntry } from '../../../src/model/objective/actionLog.js';
import { findStep, withReference, withStatus } from '../../../src/model/objective/editRoadmap.js';
import { nextStep } from '../../../src/model/objective/nextStep.js';
import { formatNextStep, parseNextStepReply } from '../../../src/model/objective/nextStepReply.js';
import { parseRoadmap } from '../../../src/model/objective/parseRoadmap.js';
import { statusWords } from '../../../src/model/objective/roadmap.js';

/** A roadmap as people write them: columns in any order, odd spacing, comments, several phases, other tables. */
const roadmap = fc
  .record({
    eol: fc.constantFrom('\n', '\r\n'),
    columns: fc.shuffledSubarray(['Description', 'Status', 'PR', 'Plan', 'Depends On', 'Owner'], {
      minLength: 2,
    }),
    at: fc.nat(6),
    rows: fc.array(
      fc.record({
        words: fc.array(fc.constantFrom('a', 'b \\| c', '**x**', '`y`', '日本', '', '🚀', '$&', '\\1'), {
          minLength: 6,
          maxLength: 6,
        }),
        status: fc.constantFrom(...statusWords, '', '-', '**done**', 'wip'),
        reference: fc.constantFrom('', '-', '', '#4', 'plan #5', 'PLAN-003'),
        pads: fc.array(fc.constantFrom(' ', '  ', '', '      '), { minLength: 14, maxLength: 14 }),
        comment: fc.constantFrom(
          '',
          ' <!-- Blocked on #400 -->',
          '  <!-- a | b -->  ',
          ' <!-- x --> <!-- y -->',
        ),
        closed: fc.boolean(),
        breaks: fc.boolean(),
      }),
      { minLength: 1, maxLength: 12 },
    ),
  })
  .map(({ eol, columns, at, rows }) => {
    const names = [...columns];
    if (!names.includes('PR') && !names.includes('Plan')) names.push('PR');
    if (!names.includes('Status')) names.push('Status');
    names.splice(at % (names.length + 1), 0, 'Step');
    const header = [`| ${names.join(' | ')} |`, `|${names.map(() => ' --- ').join('|')}|`];
    const lines = [
      '# OBJ-001 - Words',
      '',
      '| Problem, Sprint |',
      '| --- |',
      '| 1.1 |',
      '',
      '### Phase 1: A (2 PRs)',
      '',
      ...header,
    ];
    let phase = 1;
    let step = 0;
    for (const { words, status, reference, pads, comment, breaks } of rows) {
      if (breaks) lines.push('', `### Phase ${++phase}: B`, '', ...header);
      step++;
      const cells = names.map((name, index) => {
        const text =
          { Step: `${phase}.${step}`, Status: status, PR: reference, Plan: '', 'Depends On': '' }[name] ??
          words[index % 6];
        return `${pads[index] ?? ''}${text}${pads[index + 7] ?? ''}`;
      });
      lines.push(`|${cells.join('|')}|${comment}`);
    }
    return [...lines, '', 'The end'].join(eol);
  });

const file = (text: string) => ({ path: 'OBJ-001.md', text });

/** The lines of a text in which two texts differ. */
function changedLines(before: string, after: string): number[] {
  const [a, b] = [before.split('\n'), after.split('\n')];
  assert.is(a.length, b.length);
  return a.flatMap((line, index) => (line === b[index] ? [] : [index]));
}

test('a reference changes exactly one cell, and reading again agrees', () => {
  fc.assert(
    fc.property(roadmap, fc.nat(20), (text, choice) => {
      const before = parseRoadmap(text);
      if (!before || before.steps.length === 0) throw new Error('nothing read');
      assert.equal(
        before.problems.filter(({ rule }) => rule === 'objective/malformed-table'),
        [],
      );
      const step = before.steps[choice % before.steps.length] as (typeof before.steps)[number];
      const span = step.spans.reference;
      if (!span) throw new Error('no reference cell');
      const held = text.slice(span.offset, span.offset + span.length);
      const filled = withReference(file(text), step.id, 'PLAN-077');
      assert.is(filled.ok, held === '' || held === '-');
      if (!filled.ok) return;
      assert.equal(changedLines(text, filled.value), [step.spans.id.line - 1]);
      // Outside of the cell's two pipes nothing changes.
      const from = text.lastIndexOf('|', span.offset - 1) + 1;
      const to = text.indexOf('|', span.offset);
      assert.is(filled.value.slice(0, from), text.slice(0, from));
      assert.is(filled.value.slice(filled.value.length - (text.length - to)), text.slice(to));
      const after = parseRoadmap(filled.value);
      assert.equal(
        after?.steps.map(({ id, description, word, comment, dependsOn }) => ({
          id,
          description,
          word,
          comment,
          dependsOn,
        })),
        before.steps.map(({ id, description, word, comment, dependsOn }) => ({
          id,
          description,
          word,
          comment,
          dependsOn,
        })),
      );
      const now = after?.steps.find(({ id }) => id === step.id);
      assert.ok(now?.reference?.documents.includes('PLAN-077'));
      assert.is(withReference(file(filled.value), step.id, 'PLAN-078').ok, false);
    }),
    { numRuns: 500 },
  );
});

test('a status changes exactly one cell', () => {
  fc.assert(
    fc.property(roadmap, fc.nat(20), (text, choice) => {
      const steps = parseRoadmap(text)?.steps ?? [];
      const step = steps[choice % steps.length];
      if (!step) return;
      const done = withStatus(file(text), step.id, 'done');
      assert.ok(done.ok);
      if (!done.ok) return;
      assert.ok(changedLines(text, done.value).length <= 1);
      const read = findStep(file(done.value), step.id);
      assert.ok(read.ok && read.value.status === 'done');
      const again = withStatus(file(done.value), step.id, 'done');
      assert.ok(again.ok && again.value === done.value);
    }),
    { numRuns: 300 },
  );
});

test('no text makes it fail, and none takes long', () => {
  const piece = fc.constantFrom(
    '|',
    '| ',
    '---|',
    'Step',
    'Status',
    'PR',
    '\n',
    '\r\n',
    '<!--',
    '-->',
    '```',
    '### Phase 1: ',
    '\\',
    '- ',
    '1.1',
    '✅',
    '**',
    '\0',
    '\ud800',
  );
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(piece, { maxLength: 300 }).map((all) => all.join('')),
  );
  fc.assert(
    fc.property(text, (one) => {
      const read = parseRoadmap(one);
      nextStep(read);
      withLogEntry(one, 'done');
      for (const { id } of read?.steps ?? []) withReference(file(one), id, 'PLAN-001');
      for (const { span } of read?.problems ?? []) assert.ok(span.offset + span.length <= one.length);
    }),
    { numRuns: 1000 },
  );
});

test('long lines of one thing are read in linear time', () => {
  const many = 300_000;
  const head = '| Step | Status | PR |\n|-|-|-|\n';
  for (const unit of ['<!--', '-->', '<!-- -->', '|', ' ', '\\', '`', '*', '(1 PR) ', '✅']) {
    const long = unit.repeat(many);
    parseRoadmap(`${head}| 1.1 ${long}| a | - |\n`);
    parseRoadmap(`${head}| 1.1 | a | - |${long}\n`);
    parseRoadmap(`### Phase 1: ${long}\n\n${head}`);
    withLogEntry(`## Action Log\n\n- ${long}\n`, 'x');
  }
  const rows = Array.from({ length: 20_000 }, (_, index) => `| ${index} | 9.${index} | pending | - |`).join(
    '\n',
  );
  nextStep(parseRoadmap(`| Step | Depends On | Status | PR |\n|-|-|-|-|\n${rows}\n`));
});

test('an entry is added at the end of the action log', () => {
  const log = '## Action Log\n\n- 2026-11-20: created\n';
  assert.is(withLogEntry(log, '2026-11-21: x'), `${log}- 2026-11-21: x\n`);
  assert.is(withLogEntry(`${log}\n## Notes\n\ntext\n`, 'x'), `${log}- x\n\n## Notes\n\ntext\n`);
  assert.is(withLogEntry(log.replaceAll('\n', '\r\n'), 'x'), `${log}- x\n`.replaceAll('\n', '\r\n'));
  assert.is(withLogEntry(log.trimEnd(), 'x'), `${log}- x\n`);
  assert.is(withLogEntry('## Action Log\n\n* a\n  more\n', 'x'), '## Action Log\n\n* a\n  more\n* x\n');
  assert.is(withLogEntry('## action log\n', 'x'), '## action log\n\n- x\n');
  assert.is(withLogEntry('# T\n\ntext', 'x'), '# T\n\ntext\n\n## Action Log\n\n- x\n');
  assert.is(withLogEntry('# T\n', 'a\nb'), '# T\n\n## Action Log\n\n- a b\n');
  assert.is(
    withLogEntry('```\n## Action Log\n```\n', 'x'),
    '```\n## Action Log\n```\n\n## Action Log\n\n- x\n',
  );
  assert.is(
    withLogEntry(`${log}\n### Detail\n\n- y\n\n## Z\n`, 'x'),
    `${log}\n### Detail\n\n- y\n- x\n\n## Z\n`,
  );
});

test('a model’s answer is read by its keys', () => {
  const answer = parseNextStepReply(
    'next_step: YES\r\nSTEP_ID: 1.1\nDescription: Add: a thing\nPHASE: None\nother\n',
  );
  assert.equal(answer, {
    has_next_step: true,
    step_id: '1.1',
    step_description: 'Add: a thing',
    phase_name: null,
    reason: 'No reason provided',
  });
  for (const word of ['no', 'true', 'yes, 1.1', '']) {
    assert.is(parseNextStepReply(`NEXT_STEP: ${word}\nREASON: all: done`).has_next_step, false);
  }
  assert.is(parseNextStepReply('NEXT_STEP: no\nREASON: all: done').reason, 'all: done');
  assert.equal(parseNextStepReply(''), {
    has_next_step: false,
    step_id: null,
    step_description: null,
    phase_name: null,
    reason: 'No reason provided',
  });
});

test('an answer that is written is read as it was', () => {
  fc.assert(
    fc.property(roadmap, (text) => {
      const next = nextStep(parseRoadmap(text));
      const read = parseNextStepReply(formatNextStep(next));
      assert.equal(read, { ...next, step_description: next.step_description || null });
    }),
  );
});

test.run();
