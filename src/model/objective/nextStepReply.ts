import type { NextStep } from './nextStep.js';

/**
 * A next step as lines `KEY: value` (NEXT_STEP, STEP_ID, DESCRIPTION, PHASE, REASON), the form in which a model is asked
 * for it.
 */
export function formatNextStep(next: NextStep): string {
  const lines: readonly (readonly [key: string, value: string | null])[] = [
    ['NEXT_STEP', next.has_next_step ? 'yes' : 'no'],
    ['STEP_ID', next.step_id],
    ['DESCRIPTION', next.step_description],
    ['PHASE', next.phase_name],
    ['REASON', next.reason],
  ];
  return lines.map(([key, value]) => `${key}: ${value ?? 'none'}`).join('\n');
}

/**
 * Reads such an answer. Keys in any case and order, the first colon splits; `none` and nothing are null, only `yes`
 * is yes. Other lines are passed over.
 */
export function parseNextStepReply(reply: string): NextStep {
  const values = new Map<string, string>();
  for (const line of reply.split(/\r\n|\r|\n/)) {
    const colon = line.indexOf(':');
    if (colon > 0) values.set(line.slice(0, colon).trim().toUpperCase(), line.slice(colon + 1).trim());
  }
  const value = (key: string) => {
    const text = values.get(key) ?? '';
    return text === '' || text.toLowerCase() === 'none' ? null : text;
  };
  return {
    has_next_step: values.get('NEXT_STEP')?.toLowerCase() === 'yes',
    step_id: value('STEP_ID'),
    step_description: value('DESCRIPTION'),
    phase_name: value('PHASE'),
    reason: value('REASON') ?? 'No reason provided',
  };
}
