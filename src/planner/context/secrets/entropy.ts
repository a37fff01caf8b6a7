/** A run of characters that encoded bytes are made of. */
const runs = /[A-Za-z0-9+/_-]{20,}={0,2}/g;

/** A word, or several written together or apart, as people name things: `loadIndex2`, `PLAN`, `src`, `v2`. */
const named = /^[A-Za-z]*\d{0,4}$|^\d{1,8}$/;

/** Whether a line holds characters that look drawn by chance: keys and tokens of no known shape. */
export function holdsRandom(line: string): boolean {
  for (const [run] of line.matchAll(runs)) if (isRandom(run)) return true;
  return false;
}

function isRandom(run: string): boolean {
  const body = run.replace(/=+$/, '');
  if (/^[0-9a-f-]+$/i.test(body)) return isRandomHex(body.replaceAll('-', ''));
  const pieces = body.split(/[+/_-]/);
  const strange = pieces.filter((piece) => !named.test(piece) || isScrambled(piece));
  const length = strange.reduce((sum, piece) => sum + piece.length, 0);
  // A path or a name in which one part is odd, such as a digest in a file's name, is one all the same.
  if (length < 16) return false;
  return /\d/.test(body) || isScrambled(body) ? entropyOf(body) >= leastEntropy(body.length) : false;
}

/** Long hexadecimal numbers: keys are 32 digits or more. Runs of one digit are examples. */
function isRandomHex(digits: string): boolean {
  return digits.length >= 32 && entropyOf(digits.toLowerCase()) >= 3;
}

/** Capitals and small letters that change more often than in words written together. */
function isScrambled(piece: string): boolean {
  if (piece.length < 16) return false;
  let changes = 0;
  for (let at = 1; at < piece.length; at++) if (kind(piece, at) !== kind(piece, at - 1)) changes += 1;
  return changes / piece.length > 0.34;
}

function kind(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code < 58 ? 0 : code < 91 ? 1 : 2;
}

/** Bits a character. What chance draws has nearly as many as its length allows. */
function leastEntropy(length: number): number {
  return Math.min(4.2, 0.82 * Math.log2(Math.min(length, 64)));
}

/** Shannon's entropy of a text's characters, in bits. */
export function entropyOf(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}
