import type { GeneratedPlan } from '../generatedPlan.js';
import type { PlanRequest } from '../request.js';

/**
 * `generated` in a plan's front matter: how it was made (docs/planner.md). All values are texts; what is not known is
 * left out.
 */
export function generatedField(
  plan: Pick<GeneratedPlan, 'confidence' | 'provenance'>,
  { goal, constraints }: Pick<PlanRequest, 'goal' | 'constraints'>,
): Record<string, string> {
  const { executor, model, promptHash, usage, attempts } = plan.provenance;
  const given: Readonly<Record<string, string | number | null | undefined>> = {
    by: executor,
    model,
    goal: goal.trim(),
    constraints: constraints.length > 0 ? constraints.join('\n') : null,
    confidence: plan.confidence,
    prompt: promptHash,
    attempts: attempts > 0 ? attempts : null,
    input_tokens: usage?.inputTokens,
    output_tokens: usage?.outputTokens,
    cost: usage?.cost == null ? null : costText(usage.cost),
    duration_ms: usage === null ? null : Math.round(usage.durationMs),
  };
  return Object.fromEntries(
    Object.entries(given).flatMap(([key, value]) => (value == null ? [] : [[key, String(value)]])),
  );
}

/** US dollars without an exponent: `0.0123`. */
export function costText(dollars: number): string {
  return dollars.toFixed(6).replace(/\.?0+$/, '');
}
