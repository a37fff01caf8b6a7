/** Longest slug, so that paths stay readable and below the limits of every file system. */
const maximumSlugLength = 50;

/**
 * The file-name part of a title: lower-case ASCII words joined by hyphens, never empty. `toAscii` transliterates
 * (`ü` → `u`); what it leaves outside ASCII is dropped.
 */
export function slugFromTitle(title: string, toAscii: (text: string) => string): string {
  const words = toAscii(title.normalize('NFC'))
    .toLowerCase()
    .replace(/(?<=[a-z])['’](?=[a-z])/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return cutAtWord(words) || 'untitled';
}

/** Cut between words, unless that would lose more than half of what is allowed. */
function cutAtWord(slug: string): string {
  if (slug.length <= maximumSlugLength) return slug;
  const end = slug.lastIndexOf('-', maximumSlugLength);
  return slug.slice(0, end > maximumSlugLength / 2 ? end : maximumSlugLength).replace(/-$/, '');
}
