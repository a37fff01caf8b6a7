/** A destination, percent-decoded, and its fragment; null where there is none. */
export interface Target {
  readonly target: string;
  readonly fragment: string | null;
}

/** Split first and decode then, so that `%23` is part of a file's name. */
export function splitDestination(url: string): Target {
  const hash = url.indexOf('#');
  if (hash < 0) return { target: decode(url), fragment: null };
  return { target: decode(url.slice(0, hash)), fragment: decode(url.slice(hash + 1)) };
}

/** What cannot be decoded stays as it is. */
function decode(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
