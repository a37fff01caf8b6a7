import { isMapping } from '../../../model/plan/values.js';

type Json = Readonly<Record<string, unknown>>;

/** The JSON object that a text is, or ends with behind lines of another kind; null without one. */
export function jsonObjectOf(text: string): Json | null {
  const whole = parsed(text);
  if (whole) return whole;
  for (const { index } of [...text.matchAll(/^\{/gm)].reverse().slice(0, 20)) {
    const end = text.lastIndexOf('}');
    const one = end > index ? parsed(text.slice(index, end + 1)) : null;
    if (one) return one;
  }
  return null;
}

/** The objects of JSON Lines; other lines are left out. */
export function jsonLinesOf(text: string): Json[] {
  return text
    .split('\n')
    .map(parsed)
    .filter((one) => one !== null);
}

function parsed(text: string): Json | null {
  try {
    const value: unknown = JSON.parse(text);
    return isMapping(value) ? value : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

export function textAt(value: Json | null | undefined, key: string): string | undefined {
  const one = value?.[key];
  return typeof one === 'string' ? one : undefined;
}

export function numberAt(value: Json | null | undefined, key: string): number | undefined {
  const one = value?.[key];
  return typeof one === 'number' && Number.isFinite(one) ? one : undefined;
}

export function objectAt(value: Json | null | undefined, key: string): Json | undefined {
  const one = value?.[key];
  return isMapping(one) ? one : undefined;
}
