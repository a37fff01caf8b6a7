import { forbiddenCharacter } from './forbidden.js';
import { buildFrontMatter, frontMatterWithoutYaml, largestYaml, type ParsedFrontMatter } from './parsed.js';
import { readSimpleYaml } from './simple.js';
import { splitFrontMatter } from './split.js';

/** Reads any front matter, given the text and its line starts: `readFaithfully`. */
export type FrontMatterReader = (text: string, starts: readonly number[]) => ParsedFrontMatter;

/**
 * Read the front matter of a text, in microseconds where it is simple. Anything else goes to `reader`
 * (`readFaithfully`, whose parser takes several milliseconds to load, so it is an argument); null where that is
 * needed and not given. Both readers give the same answer.
 */
export function readFrontMatter(
  text: string,
  starts: readonly number[],
  reader: FrontMatterReader,
): ParsedFrontMatter;
export function readFrontMatter(
  text: string,
  starts: readonly number[],
  reader?: FrontMatterReader,
): ParsedFrontMatter | null;
export function readFrontMatter(
  text: string,
  starts: readonly number[],
  reader?: FrontMatterReader,
): ParsedFrontMatter | null {
  const split = splitFrontMatter(text);
  if (split.kind !== 'found') return frontMatterWithoutYaml(split, starts);
  const { yamlStart, yamlEnd } = split;
  const simple = yamlEnd - yamlStart <= largestYaml && !forbiddenCharacter(text, yamlStart, yamlEnd);
  const root = simple ? readSimpleYaml(text, yamlStart, yamlEnd) : null;
  if (root) return buildFrontMatter(split, { root, problems: [] }, starts);
  return reader?.(text, starts) ?? null;
}
