import { isMapping } from '../../../model/plan/values.js';

/** What a server says about an error, in any of the shapes that they use. */
export interface ServerError {
  readonly message: string;
  /** Words of its `type` and `code`: `overloaded_error`, `context_length_exceeded`. */
  readonly kinds: readonly string[];
}

/** From a body of JSON; null where it is something else, as a page of a proxy. */
export function readServerError(body: string | undefined): ServerError | null {
  if (!body) return null;
  try {
    return serverErrorOf(JSON.parse(body));
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** `{error: {type, code, message}}`, `{error: "…"}`, `{message, type, code}`, `{detail: "…"}`, and these inside of a list. */
export function serverErrorOf(value: unknown): ServerError | null {
  if (typeof value === 'string') return { message: value, kinds: [] };
  if (Array.isArray(value)) return serverErrorOf(value[0]);
  if (!isMapping(value)) return null;
  if (value.error !== undefined && value.error !== null) return serverErrorOf(value.error);
  const { message, detail, type, code, status } = value;
  const text = [message, detail].find((one) => typeof one === 'string');
  const kinds = [type, code, status].filter((one) => typeof one === 'string');
  return text === undefined && kinds.length === 0 ? null : { message: text ?? kinds.join(', '), kinds };
}

/** Seconds of a `retry-after` header: a number or a date; undefined without one. */
export function retryAfterOf(
  headers: Readonly<Record<string, string>> | undefined,
  now: () => number,
): number | undefined {
  const milliseconds = Number(headers?.['retry-after-ms'] || Number.NaN);
  if (milliseconds >= 0) return milliseconds / 1000;
  const value = headers?.['retry-after']?.trim();
  if (!value) return undefined;
  if (/^\d+(?:\.\d+)?$/.test(value)) return Number(value);
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, (date - now()) / 1000);
}
