import { orderOf } from '../../../model/plan/graph.js';
import { planFromData } from '../../../model/plan/planData.js';
import { findPlanProblems, graphOf } from '../../../model/plan/validatePlan.js';
import { tascBlock, withGoal, withTascBlock } from '../../../model/plan/writeBlock.js';
import { failure, type Result, success } from '../../../model/result.js';
import { findType } from '../../documents/findType.js';
import { readArgument } from '../../documents/readArgument.js';
import { workspaceOf } from '../../openContext.js';
import { type Changed, transact } from '../../transact.js';
import { defineVerb, list, required, text } from '../../verb.js';
import { planCreation } from '../documents/create.js';

export const verb = defineVerb({
  name: 'plan import',
  summary: 'Create a plan document from JSON or YAML',
  description:
    'Reads {"title": …, "description": …, "tascs": [ … ]}, the form that tascer writes and that you would ask a model for.',
  arguments: { file: required('a file; - is standard input', { value: 'file', completes: 'path' }) },
  options: {
    title: text('the title, in place of the one in the file', { short: 't', value: 'text' }),
    related: list('ids, paths or URLs to add to related_docs', {
      value: 'id',
      completes: 'id',
      commas: true,
    }),
    task: text('link it to this task', { value: 'id', completes: 'id' }),
    relation: text('relation of the task to the new document; default output', {
      value: 'relation',
      completes: 'relation',
    }),
  },
  examples: {
    'doc-ops plan import plan.json': 'creates PLAN-001 with its tascs as YAML',
    'doc-ops plan import - --task TASK-001 < plan.json': 'also links it to its task',
  },
  writes: true,
  run: async (context, input) => {
    const workspace = workspaceOf(context);
    const given = await readArgument(context, input.file);
    if (!given.ok) return given;
    const data = await parseData(given.value);
    if (!data.ok) return data;
    const plan = planFromData(data.value);
    if (!plan.ok) return plan;
    const problems = findPlanProblems({ ...plan.value, id: '', path: '', spans: [] });
    const [first] = problems;
    if (first) {
      return failure('invalid-value', first.message, {
        ...(first.suggestion ? { suggestion: first.suggestion } : {}),
        ...(problems.length > 1 ? { hint: `and ${problems.length - 1} more` } : {}),
      });
    }
    const { tascs, description } = plan.value;
    const title = (input.title ?? plan.value.title).trim();
    if (tascs.length === 0) return failure('invalid-value', 'the plan has no tascs');
    if (title === '') return failure('usage', 'the plan has no title', { hint: '--title gives it one' });
    const type = findType(workspace, 'plan');
    if (!type.ok) return type;
    return transact<
      Changed & { readonly id: string; readonly path: string; readonly order: readonly string[] }
    >(context, 'plan import', async (transaction) => {
      const created = await planCreation(transaction, type.value, {
        title,
        body: null,
        status: undefined,
        related: input.related,
        set: [],
        task: input.task,
        relation: input.relation,
        card: false,
        column: undefined,
      });
      if (!created.ok) return created;
      const { path } = created.value.data;
      const written = transaction.read(path);
      if (!written.ok) return written;
      transaction.edit(path, withTascBlock(withGoal(written.value, description), tascBlock(tascs)));
      const ordered = orderOf(graphOf(tascs));
      return transaction.commit({
        ...created.value,
        data: { ...created.value.data, order: 'order' in ordered ? ordered.order : [] },
      });
    });
  },
});

async function parseData(text: string): Promise<Result<unknown>> {
  const trimmed = text.replace(/^\uFEFF/, '').trim();
  if (trimmed === '') return failure('invalid-value', 'there is nothing to import');
  if (/^[[{]/.test(trimmed)) {
    try {
      return success(JSON.parse(trimmed));
    } catch (error) {
      // Flow YAML starts like JSON, too; what is neither gets JSON's message.
      const yaml = await parseYaml(trimmed);
      if (yaml.ok) return yaml;
      return failure(
        'invalid-value',
        `this is not valid JSON: ${error instanceof Error ? error.message : error}`,
      );
    }
  }
  return parseYaml(trimmed);
}

async function parseYaml(text: string): Promise<Result<unknown>> {
  const [{ LineCounter }, { parseOrNull, plain, firstLine }] = await Promise.all([
    import('yaml'),
    import('../../../model/config/nodes.js'),
  ]);
  const lines = new LineCounter();
  const document = parseOrNull(text, lines);
  if (!document) return failure('invalid-value', 'the YAML is nested too deeply to be read');
  const [error] = document.errors;
  if (error) {
    const { line, col } = lines.linePos(error.pos[0]);
    return failure('invalid-value', `line ${line}, column ${col}: ${firstLine(error.message)}`);
  }
  return success(plain(document.contents));
}
