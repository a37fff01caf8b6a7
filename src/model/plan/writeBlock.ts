import { stringify } from 'yaml';
import { tascData } from './planData.js';
import type { Tasc } from './tasc.js';

/** Tascs as the fenced block that a document holds, with its fences. */
export function tascBlock(tascs: readonly Tasc[]): string {
  const yaml = stringify(tascs.map(tascData), {
    lineWidth: 0,
    blockQuote: 'literal',
    aliasDuplicateObjects: false,
  });
  const longest = Math.max(2, ...[...yaml.matchAll(/^ *(`{3,})/gm)].map((match) => match[1]?.length ?? 0));
  const fence = '`'.repeat(longest + 1);
  return `${fence}yaml tascs\n${yaml}${fence}\n`;
}

/** A document's text with the block under its `## Tascs` heading, or in a new section at the end. */
export function withTascBlock(text: string, block: string): string {
  const heading = /^## Tascs[ \t]*\n/m.exec(text);
  if (!heading) return `${text.replace(/\n*$/, '\n')}\n## Tascs\n\n${block}`;
  const start = heading.index + heading[0].length;
  const rest = text.slice(start);
  // The template's prompt is answered.
  const after = rest.replace(/^\s*<!-- prompt:[\s\S]*?-->[ \t]*\n?/, '').replace(/^\n+/, '');
  return `${text.slice(0, start)}\n${block}${after === '' ? '' : `\n${after}`}`;
}

/** A document's text with a description for its goal, in place of the template's prompt. */
export function withGoal(text: string, goal: string): string {
  if (goal.trim() === '') return text;
  return text.replace(/^## Goal[ \t]*\n\s*<!-- prompt:[\s\S]*?-->/m, () => `## Goal\n\n${goal.trim()}`);
}
