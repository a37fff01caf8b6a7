import type { InferOutput } from 'valibot';
import { closest } from '../../../model/closest.js';
import type { Config } from '../../../model/config/config.js';
import { failure, type Result, success } from '../../../model/result.js';
import { documentSchema } from '../../../model/schema/documentSchema.js';
import type { JsonSchema } from '../../../model/schema/jsonSchema.js';
import { tascsSchema } from '../../../model/schema/tascsSchema.js';
import { workspaceOf } from '../../openContext.js';
import { defineVerb, list, type Outcome, text } from '../../verb.js';
import type { printed } from '../output/checking.js';

export type Printed = InferOutput<typeof printed>;

export const verb = defineVerb({
  name: 'schema',
  summary: 'Print a JSON Schema, for editors and for programs that read --json',
  description:
    'Schemas describe the front matter of a type, config.yaml (`config`) and the tascs of a plan (`tascs`). They include what your config.yaml adds. They cannot check links; doc-ops validate does. doc-ops init --editor writes all schemas, and the settings that use them. `doc-ops schema output <verb>` describes what a verb prints with --json.',
  arguments: {
    name: text('config, tascs, a type or output; without it, the names are listed', {
      completes: 'schema',
      value: 'name',
    }),
    verb: list('after output: the verb whose output is described', { completes: 'verb', value: 'verb' }),
  },
  examples: {
    'doc-ops schema': 'lists the schemas',
    'doc-ops schema task': 'the front matter of a task',
    'doc-ops schema config > config.schema.json': 'writes it to a file',
    'doc-ops schema output board show': 'what doc-ops board show --json prints',
  },
  run: async (context, input): Promise<Result<Outcome<Printed>>> => {
    const { config } = workspaceOf(context);
    if (input.name === undefined) {
      const names = schemaNames(config);
      return success({ data: { text: names.join('\n'), names, schema: null } });
    }
    const verb = input.verb.join(' ');
    const ofOutput = input.name === 'output' && (verb !== '' || !config.types.some(isNamed('output')));
    if (verb !== '' && !ofOutput)
      return failure('usage', `a verb follows 'output' only, not '${input.name}'`, {
        suggestion: `doc-ops schema output ${verb}`,
      });
    const schema = ofOutput ? await schemaOfOutput(verb) : await schemaOf(config, input.name);
    if (!schema.ok) return schema;
    const names = [ofOutput ? `output ${verb}` : input.name];
    return success({ data: { text: schemaText(schema.value), names, schema: schema.value } });
  },
});

/** Names of all schemas. */
export function schemaNames(config: Config): string[] {
  return ['config', 'tascs', ...config.types.map(({ name }) => name)];
}

async function schemaOfOutput(verb: string): Promise<Result<JsonSchema>> {
  const { outputNames, outputSchema } = await import('../output/jsonSchema.js');
  const schema = outputSchema(verb);
  if (schema) return success(schema);
  const suggestion = closest(verb, outputNames);
  return failure('usage', verb === '' ? "a verb follows 'output'" : `unknown verb '${verb}'`, {
    ...(suggestion ? { suggestion } : {}),
    allowed: outputNames,
  });
}

function isNamed(name: string) {
  return (type: { readonly name: string }) => type.name === name;
}

/** The schema of a name. */
export async function schemaOf(config: Config, name: string): Promise<Result<JsonSchema>> {
  if (name === 'config') {
    const { configJsonSchema } = await import('../../../model/schema/configJsonSchema.js');
    return success(configJsonSchema());
  }
  if (name === 'tascs') return success(tascsSchema());
  const type = config.types.find(isNamed(name.toLowerCase()));
  if (type) return success(documentSchema(type, config));
  const names = schemaNames(config);
  const suggestion = closest(name, names);
  return failure('unknown-type', `unknown schema '${name}'`, {
    ...(suggestion ? { suggestion } : {}),
    allowed: names,
  });
}

/** A schema as a file holds it. */
export function schemaText(schema: JsonSchema): string {
  return `${JSON.stringify(schema, null, 2)}\n`;
}
