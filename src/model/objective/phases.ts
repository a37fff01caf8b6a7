import { isBlank } from '../markdown/blocks/lineStarts.js';
import type { LiveLine } from '../markdown/liveLines.js';
import { spanAt } from '../text.js';
import type { Phase } from './roadmap.js';

const phaseHeading = /^Phase[ \t]+(\d{1,9})([A-Za-z]?)[ \t]*(?:(?::|(?<=[ \t])[-–—](?=[ \t]))[ \t]*(.*)|)$/i;
/** The count of pull requests and a person's mark behind a name. */
const tail = /(?:[✅✔]\uFE0F?|\(\d+(?:[ \t]*[-–][ \t]*\d+)?[ \t]+PRs?\))$/iu;
const longestTail = 40;

/** The phases of a text, and which of them each line is under. */
export interface PhaseOutline {
  readonly phases: readonly Phase[];
  /** By 0-based line; undefined for a line that is under none. */
  readonly phaseOfLine: ReadonlyMap<number, number>;
}

/**
 * The headings `### Phase 2A: Storage (3 PRs) ✅` of depth 2 to 4, in order. A phase ends at the next heading of its
 * depth or above.
 */
export function readPhases(lines: readonly LiveLine[], starts: readonly number[]): PhaseOutline {
  const phases: Phase[] = [];
  const phaseOfLine = new Map<number, number>();
  let depth = 0;
  for (const { text, start, index } of lines) {
    const heading = /^( {0,3})(#{1,6})(?:[ \t]+|$)(.*)$/.exec(text);
    if (heading) {
      const [, indent = '', hashes = '', rest = ''] = heading;
      const match = hashes.length > 1 && hashes.length < 5 ? phaseHeading.exec(rest.trimEnd()) : null;
      if (match) {
        const [, digits = '', letter = '', written = ''] = match;
        phases.push({
          number: Number(digits),
          letter: letter.toUpperCase(),
          name: withoutTail(written),
          span: spanAt(starts, start + indent.length, start + text.trimEnd().length),
        });
        depth = hashes.length;
      } else if (hashes.length <= depth) depth = 0;
    }
    if (depth > 0) phaseOfLine.set(index, phases.length - 1);
  }
  return { phases, phaseOfLine };
}

function withoutTail(written: string): string {
  let end = written.replace(/[ \t]#+$/, '').trimEnd().length;
  for (let length = -1; length !== 0; ) {
    // The count is short: looking at the end alone keeps a long heading from taking long.
    length = tail.exec(written.slice(Math.max(0, end - longestTail), end))?.[0].length ?? 0;
    end -= length;
    while (end > 0 && isBlank(written.charCodeAt(end - 1))) end--;
  }
  return written.slice(0, end);
}

/** Finds the phase whose number and letter a step's id starts with: `2A.1` belongs to phase 2A. */
export function phaseFinder(phases: readonly Phase[]): (id: string) => number | null {
  const indexes = new Map(
    phases.map(({ number, letter }, index) => [`${number}${letter}`, index] as const).reverse(),
  );
  return (id) => {
    const prefix = /^(\d{1,9})([A-Za-z]?)(?:\.|$)/.exec(id);
    return prefix ? (indexes.get(`${Number(prefix[1])}${(prefix[2] ?? '').toUpperCase()}`) ?? null) : null;
  };
}
