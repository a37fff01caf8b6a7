import { closest } from '../model/closest.js';
import type { CorpusDocument } from '../model/corpus.js';
import { parseId } from '../model/ids.js';
import type { RoadmapRule } from '../model/objective/roadmap.js';
import { page } from './examplePage.js';
import { factRule } from './factRule.js';
import { fieldOf, textOf } from './managed.js';
import type { Rule } from './rule.js';

const head = '| Step | Description | Status | PR |\n| --- | --- | --- | --- |\n';
const objective = (body: string) =>
  page('OBJ-001', 'Logins', 'Active', '', `\n### Phase 1: Tokens (1 PR)\n\n${body}`);
const good = objective(
  `${head}| 1.1 | Issue tokens | done | #12 |\n| 1.2 | Refresh tokens | pending | - |\n`,
);
const waiting = '| Step | Description | Depends On | Status | PR |\n| --- | --- | --- | --- | --- |\n';

/** The index reads an objective's roadmap; a rule reports what it found of its kind. */
function roadmapRule(
  id: RoadmapRule,
  severity: Rule['severity'],
  texts: Pick<Rule, 'summary' | 'why' | 'bad'>,
): Rule {
  const problems = ({ type, facts }: CorpusDocument) =>
    type?.name === 'objective' ? (facts.roadmap?.problems ?? []) : [];
  return factRule<RoadmapRule>(id, problems, { ...texts, severity, good });
}

const fromTheTable: readonly Rule[] = [
  roadmapRule('objective/malformed-table', 'error', {
    summary: 'A roadmap is a table with the columns Step, Description, Status and PR.',
    why: '`doc-ops objective next` and `objective plan` read the steps from it. A pipe in a text is written `\\|`.',
    bad: objective('| Step | Description | Status | PR |\n| 1.1 | Issue tokens | pending | - |\n'),
  }),
  roadmapRule('objective/duplicate-step', 'error', {
    summary: 'Every step of a roadmap has an id of its own.',
    why: 'Plans name the step that they are for by its id.',
    bad: objective(`${head}| 1.1 | Issue tokens | pending | - |\n| 1.1 | Refresh tokens | pending | - |\n`),
  }),
  roadmapRule('objective/unknown-status', 'error', {
    summary: 'A step has a status that roadmaps know.',
    why: 'A step with another word is neither free nor done, so everything behind it waits.',
    bad: objective(`${head}| 1.1 | Issue tokens | shipped | #12 |\n`),
  }),
  roadmapRule('objective/unknown-dependency', 'error', {
    summary: 'A step depends only on steps of its own roadmap.',
    why: 'A step that waits for an unknown step is never free.',
    bad: objective(`${waiting}| 1.1 | Issue tokens | 9.9 | pending | - |\n`),
  }),
  roadmapRule('objective/dependency-cycle', 'error', {
    summary: 'A step does not wait for itself.',
    why: 'Steps that wait for each other are never free.',
    bad: objective(
      `${waiting}| 1.1 | Issue tokens | 1.2 | pending | - |\n| 1.2 | Refresh tokens | 1.1 | pending | - |\n`,
    ),
  }),
  roadmapRule('objective/done-without-reference', 'warning', {
    summary: 'A step that is done names its plan or pull request.',
    why: 'Nobody can see what was done for it otherwise.',
    bad: objective(`${head}| 1.1 | Issue tokens | done | - |\n`),
  }),
  roadmapRule('objective/contradiction', 'warning', {
    summary: 'The cells of a step do not contradict each other.',
    why: 'A pull request beside `pending` or `blocked` is work under way; write `in_progress`, or `done` once it is merged.',
    bad: objective(`${head}| 1.1 | Issue tokens | pending | #12 |\n`),
  }),
  roadmapRule('objective/phase-order', 'warning', {
    summary: 'The phases of a roadmap are in order.',
    why: 'Steps are taken in the order of the document.',
    bad: page(
      'OBJ-001',
      'Logins',
      'Active',
      '',
      `\n### Phase 2: Tokens\n\n${head}| 2.1 | Issue tokens | pending | - |\n\n### Phase 1: Users\n\n${head}| 1.1 | Store users | pending | - |\n`,
    ),
  }),
];

/** A cell of the roadmap that names a document which nobody has. */
const unknownReference: Rule = {
  id: 'objective/unknown-reference',
  severity: 'error',
  summary: 'What a step names as its plan exists.',
  why: 'A step with a reference is not planned again, so a wrong one holds up the roadmap.',
  bad: objective(`${head}| 1.1 | Issue tokens | pending | [the plan](https://example.org/PLAN-009) |\n`),
  good,
  checkDocument(document, corpus, report) {
    if (document.type?.name !== 'objective') return;
    const { path, roadmap } = document.facts;
    for (const { id, documents, span } of roadmap?.steps ?? []) {
      for (const written of documents) {
        const parsed = parseId(written, corpus.config.types);
        if (!parsed || corpus.pathsOf(parsed.id).length > 0) continue;
        const suggestion = closest(parsed.id, corpus.ids());
        report({
          path,
          span,
          message: `step ${id} names ${written}, which does not exist`,
          ...(suggestion === undefined ? {} : { suggestion }),
        });
      }
    }
  },
};

/** A plan that says which step it is for, and a roadmap that does not say so. */
const backLink: Rule = {
  id: 'objective/back-link',
  severity: 'warning',
  summary: 'A plan that names a step of an objective is named by that step.',
  why: 'The roadmap is what people read, and what `doc-ops objective plan` goes by. Write the plan’s id into the PR or Plan cell of the step, or take `objective` and `step` out of the plan.',
  bad:
    page(
      'OBJ-001',
      'Logins',
      'Active',
      '',
      `\n### Phase 1: Tokens\n\n${head}| 1.1 | Issue tokens | pending | - |\n`,
    ) + page('PLAN-001', 'Issue tokens', 'Draft', 'objective: OBJ-001\nstep: "1.1"'),
  good:
    page(
      'OBJ-001',
      'Logins',
      'Active',
      '',
      `\n### Phase 1: Tokens\n\n${head}| 1.1 | Issue tokens | pending | PLAN-001 |\n`,
    ) + page('PLAN-001', 'Issue tokens', 'Draft', 'objective: OBJ-001\nstep: "1.1"'),
  checkDocument(document, corpus, report) {
    const step = textOf(document, 'step');
    const reference = parseId(textOf(document, 'objective'), corpus.config.types);
    if (document.id === null || step === '' || !reference) return;
    const named = onlyOne(corpus.pathsOf(reference.id).map((path) => corpus.document(path)));
    if (!named?.facts.roadmap) return;
    const { steps } = named.facts.roadmap;
    const found = steps.find(({ id }) => id === step);
    const field = fieldOf(document, 'step');
    const place = { path: document.facts.path, ...(field ? { span: field.valueSpan } : {}) };
    if (!found) {
      const suggestion = closest(
        step,
        steps.map(({ id }) => id),
      );
      report({
        ...place,
        message: `${reference.id} has no step ${step}`,
        ...(suggestion === undefined ? {} : { suggestion }),
      });
    } else if (!namesDocument(found.documents, document.id, corpus.config.types))
      report({ ...place, message: `step ${step} of ${reference.id} does not name ${document.id}` });
  },
};

function onlyOne(documents: readonly (CorpusDocument | undefined)[]): CorpusDocument | undefined {
  return documents.length === 1 ? documents[0] : undefined;
}

function namesDocument(
  written: readonly string[],
  id: string,
  types: Parameters<typeof parseId>[1],
): boolean {
  return written.some((one) => parseId(one, types)?.id === id);
}

export const objectiveRules: readonly Rule[] = [...fromTheTable, unknownReference, backLink];
