import { FenceTracker } from '../../model/markdown/blocks/fence.js';
import { lineStarts } from '../../model/text.js';
import { findBrackets } from './brackets.js';

/** A part of an answer. */
export interface Candidate {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Whether it is all of the answer or of a fence. */
  readonly alone: boolean;
}

/** More objects that begin like a plan are not looked at one by one. */
const mostStarts = 20;
const planStart =
  /\{\s*["'“]?(?:title|description|content|reasoning|confidence|citations|tascs|tasks|plan)\b/g;

/**
 * The parts of an answer that may be its JSON, in the order in which they begin: the whole, every fence, every balanced
 * object, and what begins like a plan; each part once, what holds another before it.
 */
export function findCandidates(answer: string): Candidate[] {
  const found = new Map<string, Candidate>();
  const add = (text: string, start: number, alone = false) => {
    const trimmed = text.trim();
    if (!/^[{[]/.test(trimmed) || !trimmed.includes('{')) return;
    const from = start + text.indexOf(trimmed);
    const key = `${from} ${trimmed.length}`;
    if (!found.has(key)) found.set(key, { text: trimmed, start: from, end: from + trimmed.length, alone });
  };
  add(answer, 0, true);
  for (const { text, start } of fenceContents(answer)) {
    add(text, start, true);
    // Without the words before and behind the object.
    const from = Math.max(0, text.search(/[{[]/));
    add(text.slice(from, text.lastIndexOf('}') + 1), start + from);
  }
  for (const multiline of [false, true])
    for (const { start, end } of findBrackets(answer, multiline).pairs) add(answer.slice(start, end), start);
  for (const { index: start } of [...answer.matchAll(planStart)].slice(0, mostStarts)) {
    const [pair] = findBrackets(answer.slice(start), true).pairs;
    // What never closes is reported as cut off.
    add(pair?.start === 0 ? answer.slice(start, start + pair.end) : answer.slice(start), start);
  }
  return [...found.values()].sort((a, b) => a.start - b.start || b.end - a.end);
}

/** What is inside of fenced code, whatever its info string; the last one may not be closed. */
export function fenceContents(text: string): { readonly text: string; readonly start: number }[] {
  const starts = lineStarts(text);
  const fences = new FenceTracker(text);
  const contents: { text: string; start: number }[] = [];
  let from: number | null = null;
  for (const [index, start] of starts.entries()) {
    const next = starts[index + 1] ?? text.length;
    const end = start + text.slice(start, next).replace(/[\r\n]+$/, '').length;
    const wasOpen = fences.isOpen;
    fences.readLine(start, end);
    if (!wasOpen && fences.isOpen) from = next;
    if (wasOpen && !fences.isOpen && from !== null) {
      contents.push({ text: text.slice(from, start), start: from });
      from = null;
    }
  }
  if (from !== null) contents.push({ text: text.slice(from), start: from });
  return contents;
}
