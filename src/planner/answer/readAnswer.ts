import { findCandidates } from './candidates.js';
import type { AnswerFault } from './fault.js';
import { longestRepair, parseJson } from './parseJson.js';
import {
  type AnsweredPlan,
  type AnswerOptions,
  looksLikePlan,
  type PlanReading,
  readPlanData,
} from './planOfAnswer.js';

/** Longer answers are not read: no plan is. Characters. */
const longestAnswer = 2_000_000;
/** Characters of all parts that are not valid JSON and are tried to be repaired. */
const repairBudget = 2 * longestRepair;

/**
 * The plan in a model's answer: prose, fences and objects are all tried and the best valid plan is taken. What was
 * repaired is in its notes; where none is valid, the faults of the one that comes closest.
 */
export function readAnswer(answer: string, options: AnswerOptions): PlanReading {
  if (answer.trim() === '') return refused('the answer is empty');
  if (answer.length > longestAnswer) return refused('the answer is too long to be a plan');
  const plans: AnsweredPlan[] = [];
  const repaired = new Set<AnsweredPlan>();
  let closest: Refusal | null = null;
  let budget = repairBudget;
  let readUntil = 0;
  for (const { text, end, alone } of findCandidates(answer.replace(/^\uFEFF/, ''))) {
    // What is inside of a plan is a part of it.
    if (end <= readUntil || budget <= 0) continue;
    const parsed = parseJson(text);
    if (!parsed.ok) {
      budget -= Math.min(text.length, longestRepair);
      if (/\b(?:tascs|tasks|testing_instructions)\b/.test(text))
        closest = closer(closest, { rank: 2, faults: [{ place: '', message: parsed.message }] });
      continue;
    }
    const read = readPlanData(parsed.value, { ...options, acceptList: options.acceptList === true && alone });
    const isPlan = looksLikePlan(options.prepare?.(parsed.value).value ?? parsed.value);
    if (isPlan) readUntil = end;
    if (!read.ok) closest = closer(closest, { rank: isPlan ? 3 : 1, faults: read.faults });
    else plans.push(parsed.note === null ? read.plan : withNote(read.plan, parsed.note, repaired));
  }
  if (plans.length > 0) return { ok: true, plan: best(plans, repaired) };
  return closest === null
    ? refused('the answer holds no JSON object')
    : { ok: false, faults: closest.faults };
}

function withNote(plan: AnsweredPlan, note: string, repaired: Set<AnsweredPlan>): AnsweredPlan {
  const noted = { ...plan, notes: [note, ...plan.notes] };
  repaired.add(noted);
  return noted;
}

interface Refusal {
  /** How near it comes to a plan: 1 some JSON, 2 text that tells of tascs, 3 a plan. */
  readonly rank: number;
  readonly faults: readonly AnswerFault[];
}

function closer(one: Refusal | null, other: Refusal): Refusal {
  if (one === null || other.rank > one.rank) return other;
  return other.rank === one.rank && other.faults.length < one.faults.length ? other : one;
}

/** The last plan whose JSON was valid as it was written; else the last one. */
function best(plans: readonly AnsweredPlan[], repaired: ReadonlySet<AnsweredPlan>): AnsweredPlan {
  const first = plans.findLast((plan) => !repaired.has(plan)) ?? plans.at(-1);
  if (!first) throw new Error('no plan to choose');
  const others = new Set(plans.map((plan) => JSON.stringify(plan.tascs))).size - 1;
  if (others === 0) return first;
  const note = `the answer holds ${others + 1} plans; the one of ${first.tascs.length} tascs was taken`;
  return { ...first, notes: [...first.notes, note] };
}

function refused(message: string): PlanReading {
  return { ok: false, faults: [{ place: '', message }] };
}
