import type { FoundText, FoundTexts } from '../../../workspace/git/foundTexts.js';
import type { Workspace } from '../../../workspace/workspace.js';
import type { ProjectTree } from '../projectTree.js';
import { isSecretFile } from '../secrets/secretFile.js';
import type { Terms } from '../terms.js';
import { findCandidates } from './candidates.js';
import type { Pattern } from './patterns.js';
import { FileRanker, type RankedFile } from './readCandidate.js';

/** Files that are read and judged; the others are told apart by what git grep found alone. */
const mostRead = 40;
/** Without git, files that are read for their words. */
const mostWithoutGit = 2000;

/** What was found for the terms. */
export interface Ranking {
  /** Best first. */
  readonly ranked: readonly RankedFile[];
  /** Lower case → paths; a text that is nowhere has an empty list. */
  readonly foundIn: ReadonlyMap<string, readonly string[]>;
  /** Judges more files by the same terms. */
  readonly ranker: FileRanker;
}

/** The files that are about the terms or hold a query, and where each text that was looked for is. */
export function rankFiles(
  workspace: Workspace,
  tree: ProjectTree,
  terms: Terms,
  queries: readonly string[],
  patterns: readonly Pattern[],
  byGit: FoundTexts | null,
): Ranking {
  const files = tree.files.filter((path) => !path.startsWith(`${workspace.folder}/`));
  const texts = patterns.map(({ text }) => text);
  const found = byGit?.found ?? foundByReading(tree, files, texts);
  const { files: candidates, rarity } = findCandidates(files, found, patterns, terms, queries);
  const ranker = new FileRanker(terms, rarity);
  const ranked = candidates
    .filter(({ path }) => !isSecretFile(path))
    .slice(0, mostRead)
    .flatMap((candidate) => {
      const text = tree.read(candidate.path);
      return text === null ? [] : [ranker.rank(candidate, text)];
    });
  ranked.sort(
    (a, b) =>
      Number(b.queried.length > 0) - Number(a.queried.length > 0) ||
      b.score - a.score ||
      (a.path < b.path ? -1 : 1),
  );
  return { ranked, foundIn: placesOf(texts, found), ranker };
}

function placesOf(texts: readonly string[], found: readonly FoundText[]): Map<string, readonly string[]> {
  const places = new Map(texts.map((text) => [text, new Set<string>()]));
  const bySpelling = new Map<string, readonly Set<string>[]>();
  let [lastPath, lastText] = ['', ''];
  for (const { path, text } of found) {
    if (path === lastPath && text === lastText) continue;
    [lastPath, lastText] = [path, text];
    let sets = bySpelling.get(text);
    if (!sets) {
      // What git reports is the longest text that begins there; the shorter ones are there as well.
      const lower = text.toLowerCase();
      sets = [...places].filter(([one]) => lower.includes(one)).map(([, paths]) => paths);
      bySpelling.set(text, sets);
    }
    for (const paths of sets) paths.add(path);
  }
  return new Map([...places].map(([text, paths]) => [text, [...paths]]));
}

function foundByReading(tree: ProjectTree, files: readonly string[], texts: readonly string[]): FoundText[] {
  return files.slice(0, mostWithoutGit).flatMap((path) => {
    const lower = tree.read(path)?.toLowerCase();
    if (lower === undefined) return [];
    const lines = lower.split('\n');
    return texts.flatMap((text) =>
      lower.includes(text)
        ? lines.flatMap((line, at) => (line.includes(text) ? [{ path, line: at + 1, text }] : []))
        : [],
    );
  });
}
