type Env = Readonly<Record<string, string | undefined>>;

/** Variables that hold what nobody may see. */
const secretName = /KEY|TOKEN|SECRET|PASSW|CREDENTIAL|AUTH/i;
/** Shorter values are words, and would be taken out of every text. */
const shortest = 8;

/** Keys as the services make them, bearer tokens, and names with passwords in addresses. */
const shapes: readonly (readonly [RegExp, string])[] = [
  [/\b(?:sk|pk|rk|gsk|xai|ghp|gho|glpat|hf)[-_][A-Za-z0-9_*.-]{12,}/g, '[key]'],
  [/\bAIza[\w-]{20,}/g, '[key]'],
  [/\b(Bearer|x-api-key:?|api[-_]key[=:])\s*[^\s"',;]{8,}/gi, '$1 [key]'],
  [/(\b[a-z][a-z0-9+.-]*:\/\/)[^\s/@"']+@/gi, '$1'],
];

/**
 * Takes keys out of a text before anybody reads or keeps it: the values of the environment's secret-looking variables,
 * and what has the shape of a key.
 */
export function secretsHidden(env: Env): (text: string) => string {
  const values = Object.entries(env)
    .filter(([name, value]) => secretName.test(name) && (value?.length ?? 0) >= shortest)
    .map(([name, value]) => [name, value ?? ''] as const)
    .sort(([, one], [, other]) => other.length - one.length);
  return (text) => {
    let hidden = text;
    for (const [name, value] of values) hidden = hidden.split(value).join(`[${name}]`);
    for (const [shape, replacement] of shapes) hidden = hidden.replace(shape, replacement);
    return hidden;
  };
}

/** What others said, as a part of a message: on one line, without what a terminal obeys, and cut. */
export function quoted(text: string, most = 300): string {
  const line = text
    .replace(/\u001b\[[0-9;?]*[ -/]*[@-~]/g, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .replace(/\.$/, '');
  return line.length > most ? `${[...line.slice(0, most)].slice(0, -1).join('')}…` : line;
}
