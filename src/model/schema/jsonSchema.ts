/** A JSON Schema (draft 7, which editors know best). */
export type JsonSchema = { readonly [keyword: string]: unknown };

export const draft = 'http://json-schema.org/draft-07/schema#';

/**
 * Any single value. doc-ops reads every scalar as the written text; an editor converts some to a number or a truth
 * value.
 */
export const scalar: JsonSchema = { type: ['string', 'number', 'boolean'] };
export const filledScalar: JsonSchema = { ...scalar, pattern: '\\S' };

/** The same, or left empty. */
export function orEmpty(schema: JsonSchema): JsonSchema {
  const { type } = schema;
  if (Array.isArray(schema.anyOf)) return { ...schema, anyOf: [...schema.anyOf, { type: 'null' }] };
  if (type === undefined) return { anyOf: [schema, { type: 'null' }] };
  return { ...schema, type: [...(Array.isArray(type) ? type : [type]), 'null'] };
}

/** One of these words as text, or as what YAML makes of it. */
export function oneOfWords(words: readonly string[]): JsonSchema {
  return { enum: [...new Set(words.flatMap((word) => [word, ...parsedForms(word)]))] };
}

function parsedForms(word: string): (number | boolean)[] {
  if (/^-?\d+(?:\.\d+)?$/.test(word) && String(Number(word)) === word) return [Number(word)];
  return /^(?:true|True|TRUE)$/.test(word) ? [true] : /^(?:false|False|FALSE)$/.test(word) ? [false] : [];
}

/**
 * Texts that a pattern takes, and the numbers and truth values whose text it takes. A schema cannot ask for the text of
 * a number, so examples tell which numbers it means.
 */
export function matching(pattern: RegExp, more: JsonSchema = {}): JsonSchema {
  const takes = (text: string) => pattern.test(text);
  const others: JsonSchema[] = [];
  if (takes('5')) {
    const largest = ['9', '99', '999', '9999', '99999'].filter(takes).at(-1) ?? '9';
    others.push({
      type: takes('1.5') ? 'number' : 'integer',
      ...(takes('-5') ? {} : { minimum: takes('0') ? 0 : 1 }),
      ...(largest === '99999' ? {} : { maximum: Number(largest) }),
    });
  }
  const truths = [true, false].filter((one) => takes(String(one)));
  if (truths.length > 0) others.push({ enum: truths });
  const text = { type: 'string', pattern: pattern.source, ...more };
  return others.length === 0 ? text : { anyOf: [text, ...others] };
}

/** A pattern for a word in any case, as text of a regular expression. */
export function anyCase(word: string): string {
  return [...word]
    .map((character) => {
      const forms = [...new Set([character, character.toLowerCase(), character.toUpperCase()])];
      const single = forms.filter((form) => [...form].length === 1).map(escaped);
      return single.length === 1 ? single[0] : `[${single.join('')}]`;
    })
    .join('');
}

/** A character as itself, also inside of brackets. */
function escaped(character: string): string {
  return /[\\^$.*+?()[\]{}|/-]/.test(character) ? `\\${character}` : character;
}
