import type { Corpus, CorpusDocument } from '../model/corpus.js';
import type { PlanRule } from '../model/document/facts.js';
import { holdsTascs } from '../model/document/type.js';
import { type CompletedPlan, completedProof, isComplete, proveAndSet } from '../model/plan/completedProof.js';
import { factRule } from './factRule.js';
import { fieldOf, textOf } from './managed.js';
import type { Rule } from './rule.js';

const head = `### dev_ops/plans/PLAN-001-login.md
---
id: PLAN-001
title: Login
status: Active
created: 2026-11-20
---

## Tascs

`;
const example = (tascs: string) => `${head}\`\`\`yaml tascs\n${tascs}\`\`\`\n`;
const good = example(`- id: fix
  title: Apply the fix
  testing_instructions: npm test
- id: review
  title: Human review
  dependencies: [fix]
  proof_required: { proof_type: manual }
`);

/** The index reads a plan's tascs; a rule reports what it found of its kind. */
function planRule(
  id: PlanRule,
  severity: Rule['severity'],
  texts: Pick<Rule, 'summary' | 'why' | 'bad'>,
): Rule {
  const problems = ({ type, facts }: CorpusDocument) =>
    holdsTascs(type) ? (facts.plan?.problems ?? []) : [];
  return factRule<PlanRule>(id, problems, { ...texts, severity, bad: example(texts.bad), good });
}

export const planRules: readonly Rule[] = [
  planRule('plan/schema', 'error', {
    summary: 'A plan’s tascs have only known fields, with valid values.',
    why: 'Tascs are a program: a misspelled field would be a check that does not happen. A plan has one `yaml tascs` block.',
    bad: '- id: fix\n  title: Apply the fix\n  testing_instructions: npm test\n  dependecies: [locate]\n',
  }),
  planRule('plan/duplicate-tasc', 'error', {
    summary: 'Every tasc of a plan has an id of its own.',
    why: 'Dependencies and proofs refer to tascs by id.',
    bad: '- { id: fix, title: A, testing_instructions: npm test }\n- { id: fix, title: B, testing_instructions: npm test }\n',
  }),
  planRule('plan/unknown-dependency', 'error', {
    summary: 'A tasc depends only on tascs of its own plan.',
    why: 'A tasc that depends on an unknown tasc can never run.',
    bad: '- { id: fix, title: A, testing_instructions: npm test, dependencies: [locate] }\n',
  }),
  planRule('plan/cycle', 'error', {
    summary: 'A tasc does not wait for itself.',
    why: 'Tascs that wait for each other can never run.',
    bad: '- { id: a, title: A, testing_instructions: npm test, dependencies: [b] }\n- { id: b, title: B, testing_instructions: npm test, dependencies: [a] }\n',
  }),
  planRule('plan/missing-instructions', 'error', {
    summary: 'Every tasc has a command that proves it, or a person who decides.',
    why: 'Without `testing_instructions` there is nothing to run. If a person decides, write `proof_type: manual`.',
    bad: '- { id: fix, title: Apply the fix }\n',
  }),
  planRule('plan/idle-check', 'warning', {
    summary: 'A tasc’s command can fail.',
    why: 'A command that always succeeds (`true`, `echo …`, `… || true`) proves nothing about the work.',
    bad: '- { id: fix, title: Apply the fix, testing_instructions: "npm test || true" }\n',
  }),
];

/** A complete plan names its proof. The workspace checks that a ledger has it, for this plan. */
export const unproven: Rule = {
  id: 'plan/unproven',
  severity: 'error',
  summary: 'A plan with tascs is complete only with a proof of every tasc.',
  why: '`doc-ops set PLAN-001 status=Complete` needs a fresh proof of every tasc and writes `proof` into the front matter. The ledger must have a report with that proof. In the commit that completes the plan, every proof must be of exactly what the commit contains. Later changes of the code do not make a completed plan wrong; `doc-ops proof status` shows them.',
  bad: `${head.replace('Active', 'Complete')}\`\`\`yaml tascs\n- { id: fix, title: A, testing_instructions: npm test }\n\`\`\`\n`,
  good,
  checkDocument(document, _corpus, report) {
    const { facts, type } = document;
    if (type === null || !facts.plan?.tascs || !isComplete(type, facts.fields)) return;
    // Without an id, a ledger with the proof cannot exist.
    if (document.id !== null && completedProof(type, facts.fields)) return;
    const status = textOf(document, 'status');
    const span = fieldOf(document, 'status')?.valueSpan;
    report({
      path: facts.path,
      ...(span ? { span } : {}),
      message: `the ${type.name} is ${status}, but its tascs are not proven`,
      suggestion: proveAndSet(document.id ?? facts.path, type, status),
    });
  },
};

/** The plans whose proof `plan/unproven` leaves to code that can read ledgers. */
export function completedPlans(corpus: Corpus): CompletedPlan[] {
  return corpus.judged.flatMap((document) => {
    const { type, id, facts } = document;
    if (id === null || type === null || !facts.plan?.tascs) return [];
    const proof = completedProof(type, facts.fields);
    return proof
      ? [{ ...proof, path: facts.path, id, mend: proveAndSet(id, type, textOf(document, 'status')) }]
      : [];
  });
}

/** Reported by the workspace, which compares a ledger with what was committed. */
export const rewrittenLedger: Rule = {
  id: 'ledger/rewritten',
  severity: 'error',
  summary: 'A committed ledger file only grows.',
  why: 'Ledgers are tamper-evident: the file in HEAD must be the beginning of the current one. Others rely on every line. Restore the file with git.',
  bad: '',
  good: '',
};
