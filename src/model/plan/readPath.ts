import { joinPath } from '../links/path.js';
import type { ValuePath, Values } from './values.js';

/** A root-relative path that stays inside; `''` where it does not. */
export function readPath(values: Values, value: unknown, path: ValuePath): string {
  const written = values.text(value, path) ?? '';
  const inside = /^(?:[/\\]|[A-Za-z]:)/.test(written) ? null : joinPath('', written);
  if (inside === null) {
    values.complain(path, `\`${written}\` leads outside of the repository`);
    return '';
  }
  return inside;
}
