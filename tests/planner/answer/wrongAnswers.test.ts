import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { faultLine } from '../../../src/planner/answer/fault.js';
import type { AnsweredPlan } from '../../../src/planner/answer/planOfAnswer.js';
import { readAnswer } from '../../../src/planner/answer/readAnswer.js';

/** The ways in which a model's answer may be wrong: each is repaired, with a note, or refused, with a reason. */

const fix = { id: 'fix', title: 'Fix it', testing_instructions: 'npm test' };
const good = { title: 'Login', tascs: [fix] };

interface Case {
  readonly answer: unknown;
  /** Every fault in order, if it is refused. */
  readonly refused?: readonly (string | RegExp)[];
  /** What is read, if it is repaired, and the notes that say so. */
  readonly repaired?: (plan: AnsweredPlan) => unknown;
  readonly gives?: unknown;
  readonly notes?: readonly (string | RegExp)[];
}

const tascs = (...list: readonly unknown[]) => ({ title: 'Login', tascs: list });
const first = (plan: AnsweredPlan) => plan.tascs[0];

const cases: Readonly<Record<string, Case>> = {
  '1 no JSON at all': { answer: 'I cannot do this.', refused: ['the answer holds no JSON object'] },
  '2 nothing': { answer: '  \n', refused: ['the answer is empty'] },
  '3 JSON that is cut off': {
    answer: JSON.stringify(good).slice(0, -2),
    refused: ['the JSON ends before its brackets or quotes do: it is cut off or not quoted well'],
  },
  '4 trailing commas and comments': {
    answer:
      '{"title": "Login", // mine\n "tascs": [{"id": "fix", "title": "Fix it", "testing_instructions": "npm test",},],}',
    repaired: (plan) => plan.tascs.length,
    gives: 1,
    notes: [/^the JSON was repaired/],
  },
  '5 a tasc list that is abbreviated': {
    answer:
      '{"title": "Login", "tascs": [{"id": "fix", "title": "Fix it", "testing_instructions": "npm test"}, ...]}',
    refused: ['the JSON leaves something out with `...`: all of it must be written'],
  },
  '6 a list in place of an object': {
    answer: [fix],
    refused: ['the answer must be one object with `title` and `tascs`, not a list'],
  },
  '7 no tascs': { answer: { title: 'Login' }, refused: ['the plan has no `tascs` list'] },
  '8 tascs that are not a list': {
    answer: { title: 'Login', tascs: { fix } },
    refused: ['tascs: `tascs` must be a list, not an object'],
  },
  '9 an empty list of tascs': { answer: tascs(), refused: ['tascs: the plan has no tascs'] },
  '10 a tasc that is text': { answer: tascs('npm test'), refused: ['tascs[0]: a tasc must be a mapping'] },
  '11 a tasc without an id': {
    answer: tascs({ ...fix, id: 'tasc_2' }, { ...fix, id: undefined }, { ...fix, id: null }),
    repaired: (plan) => plan.tascs.map(({ id }) => id),
    gives: ['tasc_2', 'tasc_3', 'tasc_4'],
    notes: ['tasc 2 had no id and got `tasc_3`', 'tasc 3 had no id and got `tasc_4`'],
  },
  '12 a tasc without a title': {
    answer: tascs({ ...fix, title: ' ' }),
    refused: ['tascs[0] (fix): tasc `fix` has no `title`'],
  },
  '13 a tasc without a check': {
    answer: tascs({ id: 'fix', title: 'Fix it' }),
    refused: [/^tascs\[0\] \(fix\): tasc `fix` has no `testing_instructions`/],
  },
  '14 an id with capitals and spaces': {
    answer: tascs({ ...fix, id: 'Fix It' }),
    refused: [/^tascs\[0\]\.id: `Fix It` is not a valid id of a tasc.*; perhaps `fix-it`$/],
  },
  '15 an id twice': {
    answer: tascs(fix, fix),
    refused: ['tascs[1] (fix).id: `fix` is the id of another tasc of this plan; perhaps `fix-2`'],
  },
  '16 an unknown dependency': {
    answer: tascs({ ...fix, id: 'locate' }, { ...fix, dependencies: ['locat'] }),
    refused: [
      'tascs[1] (fix).dependencies: `fix` depends on `locat`, which is not a tasc of this plan; perhaps `locate`',
    ],
  },
  '17 a cycle': {
    answer: tascs({ ...fix, id: 'a', dependencies: ['b'] }, { ...fix, id: 'b', dependencies: ['a'] }),
    refused: ['tascs[0] (a).dependencies: these tascs wait for each other: a → b → a'],
  },
  '18 another name for the check and the notes': {
    answer: tascs({ id: 'fix', title: 'Fix it', command: 'npm test', description: 'Really' }),
    repaired: (plan) => [first(plan)?.testingInstructions, first(plan)?.additionalNotes],
    gives: ['npm test', 'Really'],
    notes: [],
  },
  '19 both names, with two commands': {
    answer: tascs({ ...fix, command: 'npm run e2e' }),
    refused: [
      'tascs[0] (fix).command: `command` is another name of `testing_instructions`, and both are there',
    ],
  },
  '20 manual as text, with a command': {
    answer: tascs({ ...fix, proof_required: 'manual', testing_instructions: './deploy.sh' }),
    repaired: (plan) => [
      first(plan)?.proof.check.type,
      first(plan)?.testingInstructions,
      first(plan)?.additionalNotes,
    ],
    gives: ['manual', '', 'Not run by doc-ops:\n\n    ./deploy.sh'],
    notes: ['`fix` is manual: its command was made a note and never runs'],
  },
  '21 another word for the proof': {
    answer: tascs({ ...fix, proof_required: 'manul' }),
    refused: [
      /^tascs\[0\] \(fix\)\.proof_required\.proof_type: .*script, test, lint, file, manual, composite.*; perhaps `manual`$/,
    ],
  },
  '22 the proof beside its requirement': {
    answer: tascs({ ...fix, proof_type: 'test', timeout_seconds: 60 }),
    repaired: (plan) => [first(plan)?.proof.check.type, first(plan)?.proof.timeoutSeconds],
    gives: ['test', 60],
    notes: ['`fix`: proof_type, timeout_seconds belong in `proof_required` and were put there'],
  },
  '23 a confidence beyond 1': {
    answer: { ...good, confidence: 85 },
    refused: ['confidence: the confidence must be a number from 0 to 1, not `85`'],
  },
  '24 a confidence in words': {
    answer: { ...good, confidence: 'high' },
    refused: ['confidence: the confidence must be a number from 0 to 1, not `high`'],
  },
  '25 no title': {
    answer: { tascs: [fix] },
    repaired: (plan) => [plan.title, plan.confidence],
    gives: ['Fix the login, whole as it is, however long that first line of the goal may be', null],
    notes: ['the plan had no title and got the first line of the goal'],
  },
  '26 more tascs than asked for': {
    answer: tascs(...[1, 2, 3, 4].map((number) => ({ ...fix, id: `t${number}` }))),
    refused: ['tascs: the plan has 4 tascs; at most 3 are allowed'],
  },
  '27 a field that is misspelled': {
    answer: tascs({ ...fix, dependancies: [] }),
    refused: [/^tascs\[0\] \(fix\)\.dependancies: unknown field `dependancies`.*; perhaps `dependencies`$/],
  },
  '28 a top-level key that means nothing': {
    answer: { ...good, risk: 'low' },
    repaired: (plan) => plan.tascs.length,
    gives: 1,
    notes: ['`risk` is not understood and was left out'],
  },
  '29 a folder outside of the repository': {
    answer: tascs({ ...fix, cwd: '../other' }),
    refused: ['tascs[0] (fix).cwd: `../other` is outside the repository'],
  },
  '30 a key twice': {
    answer:
      '{"title": "a", "tascs": [{"id": "a", "title": "A", "testing_instructions": "npm test", "testing_instructions": "rm x"}]}',
    refused: ['the key `testing_instructions` is there twice in one object'],
  },
  '31 dependencies as one text': {
    answer: tascs({ ...fix, id: 'a' }, { ...fix, id: 'b' }, { ...fix, dependencies: 'a, b' }),
    repaired: (plan) => plan.tascs[2]?.dependencies,
    gives: ['a', 'b'],
    notes: ['`fix`: its dependencies were one text and are a list now'],
  },
  '32 a citation of no kind': {
    answer: { ...good, citations: [{ target: 'ADR-001', kind: 'evidense' }, 7, { kind: 'related' }] },
    refused: [
      /^citations\[0\]\.kind: `evidense` is not a kind of citation.*; perhaps `evidence`$/,
      'citations[1]: a citation must be an object with `target`, `kind` and `description`',
      'citations[2]: a citation needs a `target`',
    ],
  },
  '33 a title that is an object': {
    answer: { ...good, title: { text: 'Login' } },
    refused: ['title: `title` must be text, not an object'],
  },
  '34 criteria that do not fit': {
    answer: tascs({ ...fix, proof_required: { proof_type: 'file', criteria: {} } }),
    refused: [/^tascs\[0\] \(fix\)\.proof_required\.criteria: a file proof names `files`/],
  },
};

for (const [name, { answer, refused, repaired, gives, notes }] of Object.entries(cases))
  test(name, () => {
    const text = typeof answer === 'string' ? answer : JSON.stringify(answer);
    const goal = 'Fix the login, whole as it is, however long that first line of the goal may be\nand more';
    const read = readAnswer(text, { goal, maxTascs: 3 });
    const found = read.ok ? read.plan.notes : read.faults.map(faultLine);
    assert.is(read.ok, repaired !== undefined, found.join('\n'));
    const wanted = refused ?? notes ?? [];
    assert.is(found.length, wanted.length, found.join('\n'));
    for (const [index, one] of wanted.entries())
      if (typeof one === 'string') assert.is(found[index], one);
      else assert.match(found[index] ?? '', one);
    if (read.ok) assert.equal(repaired?.(read.plan), gives);
  });

test.run();
