import { stemOf } from '../../model/search/stem.js';
import { wordsOf } from '../../model/search/words.js';
import type { RecentCommit } from '../../workspace/git/history/recentCommits.js';
import type { Terms } from './terms.js';

/** Commits that are shown at most, and how many where none is about the work. */
const most = 8;
const otherwise = 4;

/** The last commits that touched one of these files or speak of the work, each with its files; else the very last. */
export function commitsText(
  commits: readonly RecentCommit[],
  about: readonly string[],
  { words }: Terms,
): string {
  const files = new Set(about.slice(0, 12));
  const stems = new Set(words.filter(({ weight }) => weight >= 1).map(({ stem }) => stem));
  const telling = commits.filter(
    ({ subject, paths }) =>
      paths.some((path) => files.has(path)) ||
      wordsOf(subject, false).some((word) => stems.has(stemOf(word))),
  );
  return (telling.length > 0 ? telling.slice(0, most) : commits.slice(0, otherwise))
    .map(({ id, date, subject, paths }) => {
      const more = paths.length > 6 ? ` and ${paths.length - 6} more` : '';
      return `${id} ${date} ${subject}\n  ${paths.slice(0, 6).join(', ')}${more}`;
    })
    .join('\n');
}
