import type { Workspace } from '../../workspace/workspace.js';
import type { DocumentHint } from './contextRequest.js';
import type { Budget } from './fit.js';
import type { ProjectTree } from './projectTree.js';
import type { Ranking } from './rank/rankFiles.js';
import { FileRanker, type LineHit, type RankedFile } from './rank/readCandidate.js';
import { windowsOf } from './rank/windows.js';
import { isSecretFile } from './secrets/secretFile.js';
import { withoutSecrets } from './secrets/withoutSecrets.js';
import type { NamedPath } from './terms.js';

/** Files and documents shown at most, and stretches of each. */
const mostFiles = 14;
const mostDocuments = 12;
const mostWindows = 3;

/** Puts files into the budget, each once, and none that is there to hold secrets. */
export class Shelf {
  constructor(
    readonly workspace: Workspace,
    readonly tree: ProjectTree,
    readonly budget: Budget,
    /** Paths that are in it already. */
    readonly seen: Set<string>,
  ) {}

  /** Files that the goal, the task or the objective name. */
  addNamed(named: readonly NamedPath[]): void {
    for (const { path, lines } of named) {
      const matches = this.tree.has(path)
        ? [path]
        : this.tree.files.filter((one) => one.endsWith(`/${path}`)).slice(0, 3);
      for (const file of matches) {
        const text = this.#take(file);
        if (text === null) continue;
        const all = linesIn(text);
        const [from, to] = lines === null ? [1, all.length] : [lines[0], Math.min(lines[1], all.length)];
        if (from > all.length) continue;
        const part = all.slice(from - 1, to).join('\n');
        this.budget.add(
          { kind: 'file', path: file, lines: [from, to], text: part, why: 'named in the goal' },
          true,
        );
      }
    }
  }

  /** What the search index and the links tell of documents, and the files about the terms: the best of both in turn. */
  addInTurn({ ranked, ranker }: Ranking, hints: readonly DocumentHint[]): void {
    const files = [...ranked];
    const documents = this.#fused(hints, ranker);
    let [shown, read] = [0, 0];
    while (files.length + documents.length > 0) {
      const file = files.shift();
      if (file && shown < mostFiles && this.#addFile(file, shown)) shown += 1;
      const hint = documents.shift();
      if (!hint || read >= mostDocuments) continue;
      const text = this.#take(hint.path);
      if (text === null) continue;
      read += 1;
      const hits = ranker.rank({ path: hint.path, kind: 'document', score: 0, queried: [] }, text).hits;
      const kind = hint.decision ? 'decision' : 'document';
      this.#addWindows(kind, hint.path, text, hits, read <= 4 ? mostWindows : 1, hint.why);
    }
  }

  /** Documents by the sum of two ranks: that of the index, and that of their text by the same terms as code. */
  #fused(hints: readonly DocumentHint[], ranker: FileRanker): DocumentHint[] {
    const texts = hints.map(({ path }) => (isSecretFile(path) ? null : this.tree.read(path)));
    const candidates = hints.map(({ path }) => ({ path, kind: 'document' as const, score: 0, queried: [] }));
    const read = (by: FileRanker) =>
      candidates.map((one, at) => {
        const text = texts[at] ?? null;
        return text === null ? null : by.rank(one, text);
      });
    // What tells these documents apart is rare among them, not in the code.
    const held = read(ranker).map((one) => new Set(one?.terms ?? []));
    const rarity = new Map(
      ranker.terms.words.map((term) => {
        const count = held.filter((terms) => terms.has(term)).length;
        return [term, Math.log(1 + (hints.length - count + 0.5) / (count + 0.5))] as const;
      }),
    );
    const scores = read(new FileRanker(ranker.terms, rarity)).map((one) => one?.score ?? 0);
    const byText = hints.map((_, at) => at).sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b);
    const places = new Map(byText.map((at, place) => [at, place]));
    return hints
      .map((hint, at) => ({ hint, sum: 1 / (4 + at) + 1 / (4 + (places.get(at) ?? 0)) }))
      .sort((a, b) => b.sum - a.sum)
      .map(({ hint }) => hint);
  }

  #addFile(file: RankedFile, before: number): boolean {
    const text = this.#take(file.path);
    if (text === null) return false;
    const words = file.terms.slice(0, 3).map(({ word }) => word);
    const why = words.length > 0 ? `about ${words.join(', ')}` : 'found by --search';
    const kind = file.kind === 'document' ? 'document' : 'code';
    this.#addWindows(kind, file.path, text, hitsOf(file), before < 4 ? mostWindows : 1, why);
    return true;
  }

  #addWindows(
    kind: 'code' | 'document' | 'decision',
    path: string,
    text: string,
    hits: readonly LineHit[],
    most: number,
    why: string,
  ): void {
    const lines = linesIn(text);
    const found = windowsOf(lines, hits, most);
    const windows = found.length > 0 ? found : [{ from: 1, to: Math.min(lines.length, 40) }];
    for (const { from, to } of windows)
      this.budget.add({ kind, path, lines: [from, to], text: lines.slice(from - 1, to).join('\n'), why });
  }

  /** A file's text without its secret lines, the first time that it is asked for; null where it may not be shown. */
  #take(path: string): string | null {
    if (this.seen.has(path)) return null;
    this.seen.add(path);
    if (isSecretFile(path)) {
      this.budget.leftOut.push({ what: path, why: 'may hold secrets' });
      return null;
    }
    const text = this.tree.read(path);
    if (text === null) {
      if (this.tree.has(path)) this.budget.leftOut.push({ what: path, why: 'not text, or too large' });
      return null;
    }
    // The whole of it: of a key that begins further up, no line shows that it is one.
    return withoutSecrets(text).text;
  }
}

function linesIn(text: string): string[] {
  return text.replace(/\n$/, '').split('\n');
}

/** Lines with a query count as the best ones. */
function hitsOf({ hits, queried }: RankedFile): LineHit[] {
  const best = Math.max(1, ...hits.map(({ score }) => score));
  return [...hits, ...queried.map((line) => ({ line, score: best * 2, defines: null }))];
}
