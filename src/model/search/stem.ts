/**
 * What the forms of an English word share: closing, closed, closes and close are all `clos`. Always a beginning of
 * the word, so that other forms are neighbours in a sorted list. Words of other languages lose an ending at most, and
 * do so in the document and in the query alike.
 */
export function stemOf(word: string): string {
  if (word.length < 4 || !/^[a-z]+$/.test(word)) return word;
  return withoutEnd(withoutSuffix(withoutPlural(word)));
}

function withoutPlural(word: string): string {
  if (word.endsWith('ies') && word.length > 4) return word.slice(0, -2);
  if (/(?:s|x|z|ch|sh)es$/.test(word) && word.length > 4) return word.slice(0, -2);
  return /[^suia]s$/.test(word) || /[ae]as$/.test(word) ? word.slice(0, -1) : word;
}

function withoutSuffix(word: string): string {
  for (const suffix of ['ing', 'ed']) {
    const rest = word.slice(0, -suffix.length);
    if (!word.endsWith(suffix) || rest.length < 3 || !/[aeiouy]/.test(rest)) continue;
    return /([^aeioulsz])\1$/.test(rest) ? rest.slice(0, -1) : rest;
  }
  return /tion$/.test(word) && word.length > 6 ? word.slice(0, -3) : word;
}

/** `policy` and `policies`, `close` and `closing` share what is left. */
function withoutEnd(word: string): string {
  if (word.length < 4) return word;
  return /(?:e|[^aeiou]y|[^aeiou]i)$/.test(word) ? word.slice(0, -1) : word;
}
