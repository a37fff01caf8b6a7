/** Names of columns compare without case, and a blank, `_` or `-` are the same. */
export function columnKey(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ');
}
