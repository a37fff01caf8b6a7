import { visit } from 'jsonc-parser';
import { jsonrepair } from 'jsonrepair';
import { findBrackets } from './brackets.js';

export type ParsedJson =
  | {
      readonly ok: true;
      readonly value: unknown /** What was repaired, if it was. */;
      readonly note: string | null;
    }
  | { readonly ok: false; readonly message: string };

/** Longer text is not repaired: the time that it takes may grow with the square of the length. */
export const longestRepair = 64 * 1024;
const deepestNesting = 64;

/**
 * A text as JSON; where it is not valid, repaired: trailing commas, comments, quotes, Python's words. What ends before
 * its brackets close, abbreviates with `...` or names a key twice is refused: a repair would lose something unsaid.
 */
export function parseJson(text: string): ParsedJson {
  const brackets = findBrackets(text, false);
  if (brackets.deepest > deepestNesting) return wrong('the JSON is nested too deeply');
  const parsed = tryParse(text);
  if (parsed.ok) return withUniqueKeys(text, parsed.value, null);
  const { message } = parsed;
  if (text.length > longestRepair) return wrong(`${message}, and too long to be repaired`);
  if (!brackets.closed && !findBrackets(text, true).closed)
    return wrong('the JSON ends before its brackets or quotes do: it is cut off or not quoted well');
  if (brackets.ellipses.length > 0)
    return wrong('the JSON leaves something out with `...`: all of it must be written');
  let repaired: string;
  try {
    repaired = jsonrepair(text);
  } catch (error) {
    return wrong(
      error instanceof Error && error.name === 'JSONRepairError' ? message : `${message}: ${error}`,
    );
  }
  const again = tryParse(repaired);
  if (!again.ok) return wrong(message);
  return withUniqueKeys(repaired, again.value, `the JSON was repaired: ${message}`);
}

function wrong(message: string): ParsedJson {
  return { ok: false, message };
}

function tryParse(
  text: string,
): { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly message: string } {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch (error) {
    // Node quotes the whole text in some messages; the first line and the position say enough.
    const [why = ''] = (error instanceof Error ? error.message : String(error)).split(/, (?:\.\.\.)?"|\n/);
    return { ok: false, message: `this is not valid JSON: ${why}` };
  }
}

/** JSON.parse keeps the last of two equal keys and says nothing. */
function withUniqueKeys(text: string, value: unknown, note: string | null): ParsedJson {
  const keys: Set<string>[] = [];
  let twice: string | null = null;
  visit(text, {
    onObjectBegin: () => {
      keys.push(new Set());
    },
    onObjectEnd: () => {
      keys.pop();
    },
    onObjectProperty: (key) => {
      const seen = keys.at(-1);
      if (seen?.has(key)) twice ??= key;
      seen?.add(key);
    },
  });
  return twice === null
    ? { ok: true, value, note }
    : wrong(`the key \`${twice}\` is there twice in one object`);
}
