import { settingsPath, withYamlSchemas } from '../../../interop/vscodeSettings.js';
import { lineEnding } from '../../../model/text.js';
import { fileExists } from '../../../workspace/corpus/boardSetting.js';
import type { Transaction } from '../../../workspace/transaction/transaction.js';
import { schemaNames, schemaOf, schemaText } from '../../verbs/checking/schema.js';

/** Below the documents' folder; no type's folder begins with a dot. */
const schemaFolder = '.schemas';

/**
 * Write every schema into the documents' folder, and what makes editors use them: the comment that the YAML language
 * server reads in config.yaml, and VS Code's settings. What is there already is updated. Notes tell what
 * was left alone.
 */
export async function setUpEditor(transaction: Transaction): Promise<{ readonly notes: readonly string[] }> {
  const { folder, config } = transaction.workspace;
  const associations: Record<string, string[]> = {};
  for (const name of schemaNames(config)) {
    const schema = await schemaOf(config, name);
    if (!schema.ok) throw new Error(`a schema that is listed is missing: ${name}`);
    const path = `${folder}/${schemaFolder}/${name}.json`;
    put(transaction, path, () => schemaText(schema.value));
    const type = config.types.find((one) => one.name === name);
    if (name === 'config') associations[`./${path}`] = [`${folder}/config.yaml`];
    else if (type)
      associations[`./${path}`] = [`${folder}/${type.folder}/*.md`, `${folder}/archive/${type.folder}/*.md`];
  }
  put(transaction, `${folder}/config.yaml`, withComment);
  const text = fileExists(transaction.workspace, settingsPath) ? transaction.read(settingsPath) : null;
  if (text && !text.ok) return { notes: [text.problem.message] };
  const settings = await withYamlSchemas(text?.value ?? '', associations);
  if (!settings.ok) return { notes: [settings.problem.message] };
  put(transaction, settingsPath, () => settings.value);
  return { notes: [] };
}

const comment = `# yaml-language-server: $schema=${schemaFolder}/config.json`;

/** Put the comment on top, unless one names a schema already. */
function withComment(text: string): string {
  if (/^#\s*yaml-language-server:\s*\$schema=/m.test(text)) return text;
  const mark = text.startsWith('\uFEFF') ? '\uFEFF' : '';
  return `${mark}${comment}${lineEnding(text)}${text.slice(mark.length)}`;
}

/** Create a file, or rewrite the one that is there. */
function put(transaction: Transaction, path: string, edit: (text: string) => string): void {
  if (!transaction.exists(path)) {
    transaction.create(path, edit(''));
    return;
  }
  const text = transaction.read(path);
  if (text.ok) transaction.edit(path, edit(text.value));
}
