import { slug } from 'github-slugger';

/** Letters, digits, hyphens, underscores and spaces, which a slug keeps. */
const plainHeading = /^[A-Za-z0-9 _-]*$/;

/**
 * GitHub's anchors for the headings of one document, asked for in order: of equal ones the second gets `-1`.
 * The same as `GithubSlugger`, without its long pattern for text that is only ASCII.
 */
export class Anchors {
  readonly #seen = new Map<string, number>();

  next(text: string): string {
    const base = plainHeading.test(text) ? text.toLowerCase().replace(/ /g, '-') : slug(text);
    let anchor = base;
    while (this.#seen.has(anchor)) {
      const count = (this.#seen.get(base) ?? 0) + 1;
      this.#seen.set(base, count);
      anchor = `${base}-${count}`;
    }
    this.#seen.set(anchor, 0);
    return anchor;
  }
}
