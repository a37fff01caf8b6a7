import { failure, type Result, success } from '../model/result.js';

/** Front matter of a file that another tool wrote: every scalar is the text that is written. */
export type ForeignFields = Readonly<Record<string, unknown>>;

/** Read it with gray-matter, whose engines for all languages but YAML are replaced: its own one for JavaScript evaluates. */
export async function readForeignFields(text: string): Promise<Result<ForeignFields>> {
  const [{ default: matter }, yaml] = await Promise.all([import('gray-matter'), import('yaml')]);
  const refuse = (language: string) => (): never => {
    throw new Error(`its front matter is in ${language}; only YAML is read`);
  };
  const engines = {
    yaml: (source: string): object => yaml.parse(source, { schema: 'failsafe' }) ?? {},
    json: refuse('JSON'),
    javascript: refuse('JavaScript'),
    coffee: refuse('CoffeeScript'),
    toml: refuse('TOML'),
  };
  try {
    const { data } = matter(text, { engines });
    return success(typeof data === 'object' && !Array.isArray(data) ? data : {});
  } catch (error) {
    return failure('invalid-document', error instanceof Error ? error.message : String(error));
  }
}

/** The text of a field; undefined where it is missing, empty, or not a scalar. */
export function foreignText(fields: ForeignFields, key: string): string | undefined {
  const value = fields[key];
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

/** The items of a field; a scalar is a list of one. */
export function foreignList(fields: ForeignFields, key: string): string[] {
  const value = fields[key];
  return (Array.isArray(value) ? value : [value]).filter((item) => typeof item === 'string' && item !== '');
}
