import * as v from 'valibot';
import { failure, type Result, success } from '../../../model/result.js';
import { failureReasons } from '../executor.js';

/**
 * A recording is JSON Lines, one call a line, in the order of the calls. It holds no prompt, only its digest, and no
 * key: what looks like one is taken out of answers and messages.
 */
const answerSchema = v.object({
  ok: v.literal(true),
  text: v.string(),
  model: v.nullable(v.string()),
  usage: v.object({
    inputTokens: v.nullable(v.number()),
    outputTokens: v.nullable(v.number()),
    cost: v.nullable(v.number()),
    durationMs: v.number(),
  }),
  notes: v.optional(v.array(v.string())),
});

const failureSchema = v.object({
  ok: v.literal(false),
  reason: v.picklist(failureReasons),
  message: v.string(),
  hint: v.optional(v.string()),
  retryAfter: v.optional(v.number()),
  passes: v.optional(v.boolean()),
});

const callSchema = v.object({
  v: v.literal(1),
  executor: v.string(),
  model: v.nullable(v.string()),
  prompt_sha256: v.string(),
  prompt_characters: v.number(),
  result: v.variant('ok', [answerSchema, failureSchema]),
});

export type RecordedCall = v.InferOutput<typeof callSchema>;

/** The calls of a recording; a line that is not one is named. */
export function readRecording(text: string, path: string): Result<readonly RecordedCall[]> {
  const calls: RecordedCall[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const checked = v.safeParse(callSchema, parsed(line));
    if (!checked.success) {
      return failure('invalid-value', 'this line is not a recorded call', {
        place: { path, line: index + 1 },
        hint: '--record writes such a file',
      });
    }
    calls.push(checked.output);
  }
  return calls.length > 0 ? success(calls) : failure('invalid-value', `${path} holds no recorded call`);
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
