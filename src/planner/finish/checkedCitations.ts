import type { Citation } from '../generatedPlan.js';

/** What citations may name. */
export interface CitationSight {
  /** Number of lines of a file of the project; null for a file that does not exist. */
  linesOf(path: string): number | null;
  /** Whether a document or a tasc of an earlier plan has this id. */
  isDocument(target: string): boolean;
}

/** The citations whose target exists; the others are dropped and named. Lines beyond the end of a file are left out. */
export function checkedCitations(
  citations: readonly Citation[],
  sight: CitationSight,
): { readonly citations: Citation[]; readonly notes: string[] } {
  const kept = new Map<string, Citation>();
  const notes: string[] = [];
  for (const citation of citations) {
    const target = resolved(citation.target, sight);
    if (target === null) notes.push(`cited, and not there: ${citation.target}`);
    else if (!kept.has(target)) kept.set(target, { ...citation, target });
  }
  return { citations: [...kept.values()], notes };
}

function resolved(target: string, sight: CitationSight): string | null {
  if (sight.isDocument(target)) return target;
  const [, path = target, from, to] = /^(.+?)(?::(\d+)(?:-(\d+))?)?$/.exec(target.replace(/^\.\//, '')) ?? [];
  const length = sight.linesOf(path);
  if (length === null) return null;
  if (from === undefined) return path;
  const first = Number(from);
  const last = Number(to ?? from);
  return first < 1 || first > length || last < first ? path : `${path}:${first}-${Math.min(last, length)}`;
}
