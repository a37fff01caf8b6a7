import type { Candidate } from '../../operations/shellCompletion/candidate.js';
import { type SplitLine, splitLine } from './shellWords.js';

/**
 * Candidates as bash puts them on the line. Readline replaces only what is behind the last of its break characters
 * (`=` and `:` among them) or behind an open quote, and quotes nothing itself.
 */
export function bashReplies(candidates: readonly Candidate[], line: SplitLine, breaks: string): Candidate[] {
  const kept = keptPart(line, breaks);
  return candidates.flatMap(({ value, description }) =>
    value.startsWith(kept) ? [{ value: quoted(value.slice(kept.length), line), description }] : [],
  );
}

/** What readline leaves on the line in front of the word that it replaces, without quotes. */
function keptPart({ raw, quote }: SplitLine, breaks: string): string {
  if (quote) return splitLine(raw.slice(0, quote.at)).words.at(-1) ?? '';
  let kept = 0;
  for (let at = 0; at < raw.length; at++) {
    if (raw[at] === '\\') at++;
    else if ('=:@'.includes(raw[at] ?? '') && breaks.includes(raw[at] ?? '')) kept = at + 1;
  }
  return splitLine(raw.slice(0, kept)).words.at(-1) ?? '';
}

function quoted(text: string, { quote }: SplitLine): string {
  if (!quote) return text.replace(/[^\p{L}\p{N}_./+,:=@%-]/gu, '\\$&');
  return quote.character === '"' ? text.replace(/["\\$`]/g, '\\$&') : text.replaceAll("'", `'\\''`);
}
