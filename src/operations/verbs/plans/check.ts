import type { InferOutput } from 'valibot';
import { findCard } from '../../../model/board/find.js';
import { listField, textField } from '../../../model/document/document.js';
import { canonicalStatus } from '../../../model/document/type.js';
import { parseId } from '../../../model/ids.js';
import { probesOf } from '../../../model/ledger/probes.js';
import { probeText, probeVerdict } from '../../../model/plan/probe.js';
import { type Result, success } from '../../../model/result.js';
import { readerOf } from '../../../workspace/files/readText.js';
import { readLedger } from '../../../workspace/ledger/ledgerFiles.js';
import { missingPrograms } from '../../../workspace/process/programs.js';
import { readBoard } from '../../board/boardFile.js';
import { loadDocument } from '../../documents/loadDocument.js';
import { workspaceOf } from '../../openContext.js';
import { type LoadedPlan, loadPlanDocument } from '../../plans/loadPlan.js';
import { type Context, defineVerb, type Outcome, required } from '../../verb.js';
import type { planCheck } from '../output/proofs.js';

export type PlanCheck = InferOutput<typeof planCheck>;

export const verb = defineVerb({
  name: 'plan check',
  summary: 'Check whether a plan is ready to be worked on',
  description:
    'Checks that its sections are filled in, that related_docs has the ids that it names, that it belongs to a claimed task if it is on the board, that its tascs are valid, that their programs are installed, and what doc-ops plan probe told about them.',
  arguments: { plan: required('a plan', { completes: 'plan', value: 'id' }) },
  examples: {
    'doc-ops plan check PLAN-001': 'one line for each check; exit code 1 if one fails',
  },
  run: async (context, input): Promise<Result<Outcome<PlanCheck>>> => {
    const loaded = await loadPlanDocument(workspaceOf(context), input.plan);
    if (!loaded.ok) return loaded;
    const checks = [
      ...sectionChecks(loaded.value),
      relatedCheck(context, loaded.value),
      ...(await parentCheck(context, loaded.value)),
      ...tascChecks(context, loaded.value),
      ...probeChecks(context, loaded.value),
    ];
    return success({
      data: { plan: loaded.value.document.id, checks },
      failed: checks.some(({ passed }) => !passed),
    });
  },
});

type One = PlanCheck['checks'][number];
const check = (name: string, passed: boolean, message: string): One => ({ name, passed, message });

function sectionChecks({ document }: LoadedPlan): One[] {
  const { text, facts } = document;
  return ['Goal', 'Context', 'Steps', 'Verification'].map((name) => {
    const wanted = name === 'Steps' ? ['steps', 'proposed changes', 'tascs'] : [name.toLowerCase()];
    const at = facts.headings.findIndex((one) => one.depth === 2 && wanted.includes(one.text.toLowerCase()));
    const heading = facts.headings[at];
    if (!heading) return check(name, false, `missing section "${name}"`);
    const next = facts.headings.slice(at + 1).find((one) => one.depth <= 2);
    const start = heading.span.offset + heading.span.length;
    const content = text
      .slice(start, next?.span.offset)
      .replace(/<!--[\s\S]*?-->/g, '')
      .trim();
    return content === '' ? check(name, false, 'it is not filled in') : check(name, true, 'filled in');
  });
}

/** Ids in the text are in related_docs. */
function relatedCheck(context: Context, { document }: LoadedPlan): One {
  const { types } = workspaceOf(context).config;
  const related = new Set(
    ['related_docs', 'depends_on', ...Object.keys(workspaceOf(context).config.relations)].flatMap((key) =>
      listField(document.facts, key).map((item) => parseId(item, types)?.id ?? item),
    ),
  );
  const named = new Set(
    document.facts.links.flatMap(({ target }) => {
      const id = parseId(target.split('/').at(-1)?.replace(/\.md$/, '') ?? '', types)?.id;
      return id && id !== document.id ? [id] : [];
    }),
  );
  const missing = [...named].filter((id) => !related.has(id));
  return missing.length === 0
    ? check('Related', true, 'every id in the text is in related_docs')
    : check('Related', false, `${missing.join(', ')} named in the text, but not in related_docs`);
}

/** A plan that a task has made belongs to a task that somebody works on. */
async function parentCheck(context: Context, { document }: LoadedPlan): Promise<One[]> {
  const workspace = workspaceOf(context);
  const files = readerOf(workspace);
  const board = readBoard(files);
  if (!board.ok || !board.value) return [];
  const cards = board.value.columns.flatMap(({ cards }) => cards);
  const parent = cards.find(({ relations }) => relations.some(({ id }) => id === document.id));
  const own = findCard(board.value, document.id);
  if (!parent && !own) return [];
  if (!parent?.id)
    return [
      check('Parent task', false, 'no task on the board names it: doc-ops link TASK PLAN --relation output'),
    ];
  const task = await loadDocument(files, parent.id);
  if (!task.ok || !task.value.type) return [check('Parent task', false, `${parent.id} cannot be read`)];
  const status = textField(task.value.facts, 'status') ?? '';
  const isFirst = canonicalStatus(task.value.type, status) === task.value.type.statuses[0];
  return [
    isFirst
      ? check('Parent task', false, `${parent.id} is not claimed: doc-ops board claim ${parent.id}`)
      : check('Parent task', true, `${parent.id} is ${status}`),
  ];
}

function tascChecks(context: Context, { valid, problems, hasBlock, document }: LoadedPlan): One[] {
  if (!hasBlock) return [check('Tascs', false, 'missing block `yaml tascs` under `## Tascs`')];
  const tascs = problems.map(({ message, span }) =>
    check('Tascs', false, `${document.path}:${span.line}:${span.column} ${message}`),
  );
  if (!valid) return tascs;
  const missing = missingPrograms(
    workspaceOf(context),
    valid.tascs.map(({ id, testingInstructions, cwd }) => ({ id, command: testingInstructions, cwd })),
  );
  return [
    ...(tascs.length > 0 ? tascs : [check('Tascs', true, `${valid.tascs.length} valid`)]),
    missing.length === 0
      ? check('Programs', true, 'every command’s program is installed')
      : check(
          'Programs',
          false,
          missing.map(({ id, program }) => `${id}: ${program} is not on PATH`).join('; '),
        ),
  ];
}

/** What probing told about the checks as they are now; nothing where they were not probed. */
function probeChecks(context: Context, { valid, document }: LoadedPlan): One[] {
  if (!valid) return [];
  const probes = [...probesOf(readLedger(workspaceOf(context), document.id), valid)];
  if (probes.length === 0) return [];
  const of = (verdict: ReturnType<typeof probeVerdict>) =>
    probes.filter(([, { label }]) => probeVerdict(label) === verdict);
  const told = (some: typeof probes) =>
    some.map(([tasc, { label, reason }]) => `${tasc} ${probeText(label, reason)}`).join('; ');
  const broken = of('broken');
  if (broken.length > 0) return [check('Probe', false, told(broken))];
  const doubtful = of('doubtful');
  const count = `${probes.length - doubtful.length} of ${probes.length} checks are red before the work`;
  return [check('Probe', true, doubtful.length === 0 ? count : `${count}; ${told(doubtful)}`)];
}
