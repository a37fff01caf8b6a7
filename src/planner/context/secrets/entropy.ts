/** A run of characters that encoded bytes are made of. */
const runs = /[A-Za-z0-9+/_-]{20,}={0,2}/g;

/** Whether a line holds characters that look drawn by chance: keys and tokens of no known shape. */
export function holdsRandom(line: string): boolean {
  for (const [run] of line.matchAll(runs)) if (isRandom(run)) return true;
  return false;
}

/** Shorter parts of a path or a name say nothing. */
const shortPart = 3;
/** Of the letters and digits of a run, at least so many are in parts that are not words. */
const strangeShare = 0.5;

function isRandom(run: string): boolean {
  const body = run.replace(/=+$/, '');
  if (/^[0-9a-f-]+$/i.test(body)) return isRandomHex(body.replaceAll('-', ''));
  const parts = body.split(/[+/_-]+/).filter((part) => part.length > shortPart);
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const strange = parts.reduce((sum, part) => (isNamed(part) ? sum : sum + part.length), 0);
  // A path or a name in which one part is odd, such as a digest in a file's name, is one all the same.
  const isOdd = strange >= 8 && strange >= (/[+=]/.test(run) ? 0.3 : strangeShare) * length;
  if (!isOdd && !isScrambled(body)) return false;
  return entropyOf(body) >= leastEntropy(body.length);
}

/** Whether it reads as words written together, as people name things: `loadIndex2`, `PLAN`, `HTTPServer`. */
function isNamed(part: string): boolean {
  const letters = part.replace(/\d/g, '').length;
  const isNumbered = /^[A-Za-z]*\d{0,4}$/.test(part);
  if (!isNumbered && part.length - letters > 2) return /^\d+$/.test(part);
  const words = part.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+/g) ?? [];
  return words.length === 0 || letters / words.length >= (part.length < 16 ? 3 : 3.8);
}

/** Whether capitals, small letters and digits take turns more often than in any name. */
function isScrambled(body: string): boolean {
  const kinds = body
    .replace(/[+/_-]/g, '')
    .replace(/[a-z]/g, 'a')
    .replace(/[A-Z]/g, 'A')
    .replace(/\d/g, '0');
  const changes = [...kinds].filter((kind, at) => at > 0 && kind !== kinds[at - 1]).length;
  return kinds.length >= 20 && changes > 0.42 * kinds.length;
}

/** Long hexadecimal numbers: keys are 32 digits or more. Runs of one digit are examples. */
function isRandomHex(digits: string): boolean {
  return digits.length >= 32 && entropyOf(digits.toLowerCase()) >= 3;
}

/** Bits a character. What chance draws has nearly as many as its length allows. */
function leastEntropy(length: number): number {
  return Math.min(4.1, 0.78 * Math.log2(Math.min(length, 64)));
}

/** Shannon's entropy of a text's characters, in bits. */
export function entropyOf(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}
