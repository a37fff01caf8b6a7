import type { DocumentFacts } from '../model/document/facts.js';
import { applyPatches, type TextPatch } from '../model/text.js';

/** Where a document goes: folders and paths are root-relative, posix. */
export interface Move {
  readonly from: string;
  readonly to: string;
  /** Files that go along: old path → new path. */
  readonly along: ReadonlyMap<string, string>;
}

/** The text with its relative links written so that they lead from the new folder to where they led before. */
export function relocateLinks(text: string, facts: DocumentFacts, move: Move): string {
  const patches = new Map<number, TextPatch>();
  for (const { form, target, span } of facts.links) {
    if (form !== 'markdown' && form !== 'image' && form !== 'html') continue;
    if (!isRelative(target)) continue;
    const end = span.offset + span.length;
    const written = text.slice(span.offset, end);
    // A definition that is used twice is two links in one place.
    patches.set(span.offset, { start: span.offset, end, text: relocate(written, target, move) });
  }
  return applyPatches(text, [...patches.values()]);
}

function isRelative(target: string): boolean {
  return target !== '' && !/^(?:[/\\]|[a-z][a-z0-9+.-]*:)/i.test(target);
}

function relocate(written: string, target: string, { from, to, along }: Move): string {
  const cut = written.search(/[#?]/);
  const path = cut < 0 ? written : written.slice(0, cut);
  const rest = cut < 0 ? '' : written.slice(cut);
  const bracket = path.startsWith('<') ? '<' : '';
  const moved = along.get(resolve(from, target.replace(/\?.*$/s, '')));
  // A file that goes along gets a plain name; any other keeps its spelling.
  const absolute = moved ?? resolve(from, path.slice(bracket.length));
  return bracket + relativeTo(to, absolute) + (path.endsWith('/') && absolute !== '' ? '/' : '') + rest;
}

/** Join a relative path to a folder; steps out of the root are kept. */
function resolve(folder: string, path: string): string {
  const parts = folder === '' ? [] : folder.split('/');
  for (const part of path.split('/')) {
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}

function relativeTo(folder: string, path: string): string {
  const here = folder === '' ? [] : folder.split('/');
  const there = path === '' ? [] : path.split('/');
  let common = 0;
  while (common < here.length && common < there.length && here[common] === there[common]) common += 1;
  const steps = [...here.slice(common).map(() => '..'), ...there.slice(common)];
  return steps.length > 0 ? steps.join('/') : '.';
}
