import type { HeadingFact, LinkFact } from '../document/facts.js';
import { headingKey } from './heading.js';

/** A document's headings before and after a change, in order; both lists are of one length. */
export interface ChangedHeadings {
  readonly before: readonly HeadingFact[];
  readonly after: readonly HeadingFact[];
}

/** The headings where a change kept their number but not their anchors; null where links can stay. */
export function changedHeadings(
  before: readonly HeadingFact[],
  after: readonly HeadingFact[],
): ChangedHeadings | null {
  if (before.length !== after.length) return null;
  const differs = before.some(
    ({ anchor, text }, index) => anchor !== after[index]?.anchor || text !== after[index]?.text,
  );
  return differs ? { before, after } : null;
}

/** A link's span as it has to be written when the headings that it may name have changed. */
export function rewriteHeading(link: LinkFact, written: string, changed: ChangedHeadings): string {
  const cut = written.indexOf('#');
  if (cut < 0 || link.fragment === null) return written;
  const rest = written.slice(cut + 1);
  const raw = rest.startsWith(link.fragment) ? link.fragment : /^[^>"']*/.exec(rest)?.[0];
  if (raw === undefined || raw === '') return written;
  const now = newFragment(link, link.fragment, changed);
  return now === null ? written : `${written.slice(0, cut + 1)}${now}${rest.slice(raw.length)}`;
}

/** Null where the fragment stays right. */
function newFragment(link: LinkFact, fragment: string, { before, after }: ChangedHeadings): string | null {
  const lower = fragment.toLowerCase();
  const isName = link.form === 'wiki' || link.form === 'field';
  const exact = before.findIndex(({ anchor }) => anchor === fragment);
  const at = exact >= 0 ? exact : before.findIndex(({ anchor }) => anchor === lower);
  const text = isName ? before.findIndex((heading) => isText(heading, fragment)) : -1;
  // `#Goal` is the text of a heading, `#goal` its anchor.
  if (at >= 0 && (exact >= 0 || text < 0)) {
    const now = after[at]?.anchor ?? '';
    return now === before[at]?.anchor ? null : now;
  }
  if (!isName) return null;
  const parts = fragment.split('#').map((part) => {
    const index = before.findIndex((heading) => isText(heading, part));
    const [old, now] = [before[index], after[index]];
    if (!old || !now || old.text === now.text) return part;
    // Not every text is safe in front matter; an anchor never needs quotes.
    return link.form === 'field' ? now.anchor : plainHeading(now.text);
  });
  const now = parts.join('#');
  return now === fragment ? null : now;
}

function isText({ text }: HeadingFact, fragment: string): boolean {
  const key = headingKey(fragment);
  return key !== '' && headingKey(text) === key;
}

/** Characters of the wiki link syntax cannot be part of a link. */
function plainHeading(text: string): string {
  return text
    .replace(/[[\]|#^]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
