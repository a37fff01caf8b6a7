import { failure, type Result, success } from '../model/result.js';
import { JsonText } from './jsonText.js';

export const settingsPath = '.vscode/settings.json';

/**
 * Put associations (schema path → globs) into the `yaml.schemas` of VS Code's settings; comments, trailing commas and
 * all else stay. An association that is there with other globs is updated.
 */
export async function withYamlSchemas(
  text: string,
  schemas: Readonly<Record<string, readonly string[]>>,
): Promise<Result<string>> {
  const json = await JsonText.of(text.trim() === '' ? '{}\n' : text);
  const present = json?.find(['yaml.schemas']);
  if (!json || (present && present.type !== 'object')) {
    const message = json ? 'yaml.schemas is not an object' : 'it is not a JSON object';
    return failure('invalid-document', `${settingsPath} was left unchanged: ${message}`, {
      place: { path: settingsPath },
    });
  }
  for (const [path, globs] of Object.entries(schemas)) {
    const own = json.find(['yaml.schemas', path]);
    const values = own?.type === 'array' ? own.children?.map(({ value }) => value) : [own?.value];
    if (!own || values?.length !== globs.length || !globs.every((glob, at) => glob === values[at]))
      json.set(['yaml.schemas', path], globs.length === 1 ? globs[0] : globs);
  }
  return success(json.text);
}
