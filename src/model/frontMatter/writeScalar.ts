import { forbiddenCharacter } from './forbidden.js';
import type { ScalarNode } from './node.js';
import { isBlank, scanPlain, scanPlainKey } from './simpleScalar.js';

/** How a value that is replaced was written: its style is kept where the new value permits. */
export type Style = ScalarNode['style'];

/**
 * A value as YAML on one line that both readers read back as exactly this value. Plain stays plain, and quotes stay
 * the quotes they were, where that is possible; a value without a style is also quoted where it might confuse a person
 * (emoji, unusual spaces, leading punctuation).
 */
export function writeScalar(value: string, style?: Style, flow = false): string {
  if (style === 'single' && isAllowed(value)) return writeSingle(value);
  if (style === 'double') return writeDouble(value);
  if (readsPlain(value, flow) && (style === 'plain' || !isConspicuous(value))) return value;
  return /["\\]/.test(value) && isAllowed(value) && !/[\t\x85\u2028\u2029]/.test(value)
    ? writeSingle(value)
    : writeDouble(value);
}

/** A key as YAML; null for one that cannot be written before a `:`. */
export function writeKey(key: string): string | null {
  if (key === '' || key.length > 256) return null;
  const plain = scanPlainKey(`${key}:`, 0, key.length + 1);
  const reads = plain?.value === key && plain.end === key.length && isAllowed(key) && key !== '<<';
  return reads && !isConspicuous(key) && !isBlank(key.charCodeAt(0)) ? key : writeScalar(key, 'double');
}

function readsPlain(value: string, flow: boolean): boolean {
  if (isBlank(value.charCodeAt(0)) || !isAllowed(value)) return false;
  return scanPlain(value, 0, value.length, flow)?.end === value.length;
}

/** Whether a value has no line endings and no characters that must be escaped. */
function isAllowed(value: string): boolean {
  return !/[\r\n]/.test(value) && !forbiddenCharacter(value, 0, value.length);
}

/** A plain scalar would be read correctly, but quotes make it clear to people and less careful parsers. */
function isConspicuous(value: string): boolean {
  return (
    /^[-?:*&!|>%@`#'"[\]{},=]/.test(value) ||
    value.startsWith('...') ||
    /[\t\x85\ud800-\udfff\u00a0\u1680\u2000-\u200f\u2028-\u202f\u205f\u2060-\u206f\u3000]/.test(value)
  );
}

function writeSingle(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

const short: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

function writeDouble(value: string): string {
  const escaped = value.replace(
    /["\\\0-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g,
    (character) => short[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `"${escaped}"`;
}
