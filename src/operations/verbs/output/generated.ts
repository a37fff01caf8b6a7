import * as v from 'valibot';
import { citationKinds } from '../../../model/plan/citationKinds.js';
import { changed, list } from './parts.js';

const usage = v.strictObject({
  inputTokens: v.nullable(v.number()),
  outputTokens: v.nullable(v.number()),
  /** US dollars. */
  cost: v.nullable(v.number()),
  durationMs: v.number(),
});

/** How a plan was made. */
export const provenance = v.strictObject({
  executor: v.string(),
  model: v.nullable(v.string()),
  promptHash: v.nullable(v.string()),
  usage: v.nullable(usage),
  attempts: v.number(),
});

const plan = v.strictObject({
  /** Null where it was not saved. */
  id: v.nullable(v.string()),
  path: v.nullable(v.string()),
  title: v.string(),
  description: v.string(),
  tascs: list(v.looseObject({ id: v.string(), title: v.string() })),
  reasoning: v.string(),
  confidence: v.nullable(v.number()),
  citations: list(
    v.strictObject({ target: v.string(), kind: v.picklist(citationKinds), description: v.string() }),
  ),
  provenance,
});

/** What a planner would read, and about what it would cost. */
export const shownContext = v.strictObject({
  items: list(
    v.strictObject({
      kind: v.string(),
      path: v.nullable(v.string()),
      from: v.nullable(v.number()),
      to: v.nullable(v.number()),
      why: v.string(),
      tokens: v.number(),
      text: v.string(),
    }),
  ),
  leftOut: list(v.strictObject({ what: v.string(), why: v.string() })),
  /** Estimated. */
  tokens: v.number(),
  budget: v.number(),
  executor: v.string(),
  /** What is started or sent to; null where nothing is. */
  destination: v.nullable(v.string()),
  promptTokens: v.nullable(v.number()),
  /** US dollars at most for one call; null where the price is not known. */
  mostCost: v.nullable(v.number()),
});

/** A generated plan; with `--show-context` or `--show-prompt` that alone. */
export const generated = v.strictObject({
  ...changed.entries,
  goal: v.string(),
  plan: v.nullable(plan),
  context: v.nullable(shownContext),
  prompt: v.nullable(v.string()),
});
