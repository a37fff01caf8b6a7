import { failure, type Result, success } from '../model/result.js';
import { JsonText } from './jsonText.js';

/** Set `docOps.folder` in the text of a package.json; every byte that this is not about stays. */
export async function withDocumentsFolder(text: string, folder: string): Promise<Result<string>> {
  const json = await JsonText.of(text, true);
  const present = json?.find(['docOps']);
  if (!json || (present && present.type !== 'object')) {
    const message = json ? 'docOps is not an object' : 'package.json is not a JSON object';
    return failure('invalid-document', message, { place: { path: 'package.json' } });
  }
  json.set(['docOps', 'folder'], folder);
  return success(json.text);
}
