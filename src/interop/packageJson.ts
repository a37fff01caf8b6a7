import { failure, type Result, success } from '../model/result.js';
import { lineEnding } from '../model/text.js';
import { indentOf, insertMember, isObject, memberOf, openingOf, parseStrictObject } from './jsonText.js';

/** Set `docOps.folder` in the text of a package.json; every byte that this is not about stays. */
export function withDocumentsFolder(text: string, folder: string): Result<string> {
  const object = parseStrictObject(text);
  if (!object)
    return failure('invalid-document', 'package.json is not a JSON object', {
      place: { path: 'package.json' },
    });
  const value = JSON.stringify(folder);
  const unit = indentOf(text);
  const colon = unit === null ? ':' : ': ';
  const own = memberOf(text, openingOf(text), 'docOps');
  if (!own) {
    const member = `"folder"${colon}${value}`;
    const eol = lineEnding(text);
    const inner = unit === null ? `{${member}}` : `{${eol}${unit}${unit}${member}${eol}${unit}}`;
    return success(insertMember(text, openingOf(text), `"docOps"${colon}${inner}`, unit, 1));
  }
  if (!isObject(object.docOps))
    return failure('invalid-document', 'docOps is not an object', { place: { path: 'package.json' } });
  const present = memberOf(text, own.start, 'folder');
  if (present) return success(text.slice(0, present.start) + value + text.slice(present.end));
  return success(insertMember(text, own.start, `"folder"${colon}${value}`, unit, 2));
}
