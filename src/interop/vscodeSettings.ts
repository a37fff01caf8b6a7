import { failure, type Result, success } from '../model/result.js';
import { lineEnding } from '../model/text.js';
import { indentOf, insertMember, isObject, memberOf, openingOf, parseObject } from './jsonText.js';

export const settingsPath = '.vscode/settings.json';

/**
 * Put associations (schema path → globs) into the `yaml.schemas` of VS Code's settings; comments, trailing commas and
 * all else stay. An association that is there with other globs is brought up to date.
 */
export function withYamlSchemas(
  text: string,
  schemas: Readonly<Record<string, readonly string[]>>,
): Result<string> {
  let result = text.trim() === '' ? '{}\n' : text;
  const object = parseObject(result);
  const present = object?.['yaml.schemas'];
  if (!object || (present !== undefined && !isObject(present))) {
    const message = object ? 'yaml.schemas is no object' : 'it is no JSON object';
    return failure('invalid-document', `${settingsPath} was left alone: ${message}`, {
      place: { path: settingsPath },
    });
  }
  const unit = indentOf(result);
  const colon = unit === null ? ':' : ': ';
  if (present === undefined)
    result = insertMember(result, openingOf(result), `"yaml.schemas"${colon}{}`, unit, 1);
  for (const [path, globs] of Object.entries(schemas)) {
    const open = memberOf(result, openingOf(result), 'yaml.schemas')?.start ?? 0;
    const value = globs.length === 1 ? JSON.stringify(globs[0]) : listText(globs, lineEnding(result), unit);
    const own = memberOf(result, open, path);
    if (!own) result = insertMember(result, open, `${JSON.stringify(path)}${colon}${value}`, unit, 2);
    else if (!isSame(isObject(present) ? present[path] : undefined, globs))
      result = result.slice(0, own.start) + value + result.slice(own.end);
  }
  return success(result);
}

function isSame(present: unknown, globs: readonly string[]): boolean {
  const list: unknown[] = Array.isArray(present) ? present : [present];
  return list.length === globs.length && list.every((one, at) => one === globs[at]);
}

function listText(items: readonly string[], eol: string, unit: string | null): string {
  const written = items.map((item) => JSON.stringify(item));
  if (unit === null) return `[${written.join(',')}]`;
  return `[${written.map((item) => `${eol}${unit.repeat(3)}${item}`).join(',')}${eol}${unit.repeat(2)}]`;
}
