/**
 * Whether a URL that is a link as it stands (`https://…`, `www.…`) runs, from its colon or `w` at `at`, into
 * characters that mean something elsewhere: where it ends is for a parser to say.
 */
export function isOddUrl(text: string, at: number, end: number): boolean {
  const colon = text.charCodeAt(at) === 58;
  if (colon ? !isProtocol(text, at) : !/^www\.$/i.test(text.slice(at, at + 4))) return false;
  for (let i = at + 1; i < end; i++) {
    const code = text.charCodeAt(i);
    if (code <= 32 || code === 60) return false;
    if (code === 91 || code === 92 || code === 93 || code === 96) return true;
  }
  return false;
}

/** `http:` or `https:` with two slashes behind. */
function isProtocol(text: string, colon: number): boolean {
  return text.startsWith('//', colon + 1) && /https?$/i.test(text.slice(Math.max(0, colon - 5), colon));
}
