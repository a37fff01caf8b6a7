import { Composer, type CST, isMap, Parser } from 'yaml';
import { lineStarts } from '../text.js';
import { forbiddenCharacter } from './forbidden.js';
import { convertMap, OddNode } from './fromYaml.js';
import {
  buildFrontMatter,
  frontMatterWithoutYaml,
  largestYaml,
  type ParsedFrontMatter,
  type ParsedYaml,
} from './parsed.js';
import { type FoundFrontMatter, splitFrontMatter } from './split.js';
import { explainError } from './yamlError.js';
import { inspectTokens } from './yamlTokens.js';

/**
 * Read the front matter of a text with a full YAML 1.2 parser under the failsafe schema. Never throws and never
 * hangs: what is too long, nested too deeply or not YAML comes back as problems with a place.
 */
export function readFaithfully(
  text: string,
  starts: readonly number[] = lineStarts(text),
): ParsedFrontMatter {
  const split = splitFrontMatter(text);
  if (split.kind !== 'found') return frontMatterWithoutYaml(split, starts);
  return buildFrontMatter(split, readYaml(text, split), starts);
}

function readYaml(text: string, { open, yamlStart, yamlEnd }: FoundFrontMatter): ParsedYaml {
  if (yamlEnd - yamlStart > largestYaml) {
    const message = `the front matter is longer than ${largestYaml} characters`;
    return { root: null, problems: [{ kind: 'too-large', message, start: open, end: open + 3 }] };
  }
  const forbidden = forbiddenCharacter(text, yamlStart, yamlEnd);
  if (forbidden) return { root: null, problems: [forbidden] };
  const source = text.slice(yamlStart, yamlEnd);
  const tokens: CST.Token[] = [...new Parser().parse(source)];
  // Before the tokens are composed, which is recursive: deep nesting there can end the process.
  const inspected = inspectTokens(tokens, yamlStart);
  if (inspected.fatal) return { root: null, problems: [inspected.fatal] };
  return compose(tokens, source, yamlStart, inspected.problems);
}

function compose(
  tokens: readonly CST.Token[],
  source: string,
  base: number,
  problems: ParsedYaml['problems'],
): ParsedYaml {
  const composer = new Composer({
    schema: 'failsafe',
    version: '1.2',
    keepSourceTokens: true,
    prettyErrors: false,
    logLevel: 'silent',
    // Checked for both readers alike, and not in quadratic time.
    uniqueKeys: false,
  });
  const [document] = [...composer.compose(tokens, true, source.length)];
  const [error] = [...(document?.errors ?? [])].sort((a, b) => a.pos[0] - b.pos[0]);
  if (error) return { root: null, problems: [explainError(error, source, base)] };
  const contents = document?.contents ?? null;
  if (contents === null) {
    const root = { kind: 'map' as const, flow: false, entries: [], start: base, end: base };
    return { root, problems };
  }
  const [start, end] = contents.range;
  if (!isMap(contents)) {
    const message = 'front matter must be keys and values';
    return {
      root: null,
      problems: [{ kind: 'yaml-not-mapping', message, start: base + start, end: base + end }],
    };
  }
  const root = convertMap(contents, source, base);
  return root instanceof OddNode ? { root: null, problems: [root.problem] } : { root, problems };
}
