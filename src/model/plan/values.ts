import { closest } from '../closest.js';

/** Where a value stands in a plan's data: keys and positions from the list of tascs on. */
export type ValuePath = readonly (string | number)[];

/** Something wrong with a value. */
export interface Complaint {
  readonly path: ValuePath;
  readonly message: string;
  readonly suggestion?: string;
}

/**
 * Reads plain data by declared types, collecting what does not fit. Numbers and truth values may be text, since YAML
 * is read with every scalar as the text that stands there.
 */
export class Values {
  readonly complaints: Complaint[] = [];

  complain(path: ValuePath, message: string, suggestion?: string): undefined {
    this.complaints.push({ path, message, ...(suggestion === undefined ? {} : { suggestion }) });
    return undefined;
  }

  /** A mapping with known keys; complains of others, with the closest one. */
  mapping(value: unknown, path: ValuePath, keys: readonly string[]): Record<string, unknown> | undefined {
    const map = this.anyMapping(value, path);
    if (!map) return undefined;
    for (const key of Object.keys(map)) {
      if (keys.includes(key)) continue;
      const near = closest(key, keys);
      this.complain([...path, key], `there is no field \`${key}\`; allowed: ${keys.join(', ')}`, near);
    }
    return map;
  }

  anyMapping(value: unknown, path: ValuePath): Record<string, unknown> | undefined {
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return value as Record<string, unknown>;
    return this.complain(path, `${nameOf(path)} must be a mapping`);
  }

  list(value: unknown, path: ValuePath): readonly unknown[] | undefined {
    if (Array.isArray(value)) return value;
    return this.complain(path, `${nameOf(path)} must be a list`);
  }

  text(value: unknown, path: ValuePath): string | undefined {
    if (typeof value === 'string') return value;
    if (typeof value === 'number' || typeof value === 'boolean') return String(value);
    return this.complain(path, `${nameOf(path)} must be text`);
  }

  /** A list of texts; a single text is a list of one. */
  texts(value: unknown, path: ValuePath): string[] {
    if (typeof value === 'string') return [value];
    const items = this.list(value, path) ?? [];
    return items.flatMap((item, index) => this.text(item, [...path, index]) ?? []);
  }

  /** A whole number from `least` on. */
  count(value: unknown, path: ValuePath, least: number): number | undefined {
    const number = typeof value === 'string' && /^-?\d{1,9}$/.test(value) ? Number(value) : value;
    if (typeof number === 'number' && Number.isSafeInteger(number) && number >= least) return number;
    return this.complain(path, `${nameOf(path)} must be a whole number, ${least} or more`);
  }

  flag(value: unknown, path: ValuePath): boolean | undefined {
    if (value === true || value === 'true') return true;
    if (value === false || value === 'false') return false;
    return this.complain(path, `${nameOf(path)} must be true or false`, 'true');
  }

  choice<T extends string>(value: unknown, path: ValuePath, choices: readonly T[]): T | undefined {
    const found = choices.find((one) => one === value);
    if (found !== undefined) return found;
    const near = typeof value === 'string' ? closest(value, choices) : undefined;
    return this.complain(path, `${nameOf(path)} must be one of ${choices.join(', ')}`, near);
  }
}

/** The key that a person wrote: `criteria.min_tests`, without the position of the tasc. */
function nameOf(path: ValuePath): string {
  const keys = path
    .slice(1)
    .map((key, index) => (typeof key === 'number' ? `[${key}]` : index ? `.${key}` : key));
  return keys.length === 0 ? 'a tasc' : `\`${keys.join('')}\``;
}
