import { closest } from '../../../model/closest.js';
import type { Config } from '../../../model/config/config.js';
import { failure, type Result, success } from '../../../model/result.js';
import { documentSchema } from '../../../model/schema/documentSchema.js';
import type { JsonSchema } from '../../../model/schema/jsonSchema.js';
import { tascsSchema } from '../../../model/schema/tascsSchema.js';
import { workspaceOf } from '../../openContext.js';
import { defineVerb, type Outcome, text } from '../../verb.js';

export interface Printed {
  readonly text: string;
  readonly names: readonly string[];
  /** Null where names were asked for. */
  readonly schema: JsonSchema | null;
}

/** `schema plan` */
export const verb = defineVerb({
  name: 'schema',
  group: 'checking',
  summary: 'Print a JSON Schema for editors',
  description:
    'Schemas describe the front matter of a type, config.yaml (`config`) and the tascs of a plan (`tascs`). They include what your config.yaml adds. They cannot check links; doc-ops validate does. doc-ops init --editor writes all schemas, and the settings that use them.',
  arguments: {
    name: text('config, tascs or a type; without it, the names are listed', {
      completes: 'schema',
      value: 'name',
    }),
  },
  options: {},
  examples: [
    { command: 'doc-ops schema', shows: 'lists the schemas' },
    { command: 'doc-ops schema task', shows: 'the front matter of a task' },
    { command: 'doc-ops schema config > config.schema.json', shows: 'writes it to a file' },
  ],
  writes: false,
  needs: 'workspace',
  run: async (context, input): Promise<Result<Outcome<Printed>>> => {
    const { config } = workspaceOf(context);
    if (input.name === undefined) {
      const names = schemaNames(config);
      return success({ data: { text: names.join('\n'), names, schema: null } });
    }
    const schema = await schemaOf(config, input.name);
    if (!schema.ok) return schema;
    return success({
      data: { text: schemaText(schema.value), names: [input.name], schema: schema.value },
    });
  },
});

/** Names of all schemas. */
export function schemaNames(config: Config): string[] {
  return ['config', 'tascs', ...config.types.map(({ name }) => name)];
}

/** The schema of a name. */
export async function schemaOf(config: Config, name: string): Promise<Result<JsonSchema>> {
  if (name === 'config') {
    const { configJsonSchema } = await import('../../../model/schema/configJsonSchema.js');
    return success(configJsonSchema());
  }
  if (name === 'tascs') return success(tascsSchema());
  const type = config.types.find((one) => one.name === name.toLowerCase());
  if (type) return success(documentSchema(type, config));
  const names = schemaNames(config);
  const suggestion = closest(name, names);
  return failure('unknown-type', `there is no schema '${name}'`, {
    ...(suggestion ? { suggestion } : {}),
    allowed: names,
  });
}

/** A schema as a file holds it. */
export function schemaText(schema: JsonSchema): string {
  return `${JSON.stringify(schema, null, 2)}\n`;
}
