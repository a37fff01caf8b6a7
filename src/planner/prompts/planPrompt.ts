import type { Result } from '../../model/result.js';
import type { Workspace } from '../../workspace/workspace.js';
import { answerSchema } from '../answer/answerSchema.js';
import type { ContextItem } from '../context/contextItem.js';
import { placeOf } from '../context/fit.js';
import type { PlanRequest, PriorPlan } from '../request.js';
import { fenced, fenceMark } from './fencedData.js';
import { renderPrompt } from './renderPrompt.js';

/** The prompt of a request: of a goal, or of an objective's step. */
export function planPrompt(workspace: Workspace, request: PlanRequest): Promise<Result<string>> {
  const { goal, constraints, maxTascs, prior, step, context } = request;
  const parts = context.items.map(partOf);
  const mark = fenceMark(parts.map(({ label, text }) => `${label}\n${text}`));
  const common = {
    goal,
    constraints,
    maxTascs,
    prior: prior.flatMap(priorLines),
    patterns,
    fence: mark,
    context: parts.length === 0 ? '(nothing was found)' : fenced(mark, parts),
    schema: JSON.stringify(answerSchema(maxTascs), null, 1),
  };
  if (step === null) return renderPrompt(workspace, 'plan', common);
  const { objective, stepId, phase } = step;
  return renderPrompt(workspace, 'step', {
    ...common,
    objective: `${objective.id} ${objective.title}`,
    stepId,
    phase,
  });
}

/** The same prompt with what was wrong with the answer. */
export function repairPrompt(
  workspace: Workspace,
  prompt: string,
  answer: string,
  faults: readonly string[],
): Promise<Result<string>> {
  const shown = answer.length > longestShown ? `${answer.slice(0, longestShown)}\n… (cut)` : answer;
  const mark = fenceMark([shown, prompt]);
  return renderPrompt(workspace, 'repair', {
    prompt,
    fence: mark,
    answer: fenced(mark, [{ label: 'answer', text: shown }]),
    faults: faults.slice(0, 20),
  });
}

/** Characters of a wrong answer that are shown to its author. */
const longestShown = 24_000;

function partOf(item: ContextItem): { readonly label: string; readonly text: string } {
  const place = item.path === null ? '' : `${placeOf(item)} `;
  return { label: `${item.kind} ${place}(${item.why})`, text: item.text };
}

function priorLines({ id, title, tascs }: PriorPlan): string[] {
  return [
    `${id} ${title}`,
    ...tascs.map((tasc) => `${id}/${tasc.id} ${tasc.title}${tasc.proven ? ' (proven)' : ''}`),
  ];
}

/** The table of validation patterns, as a model reads it. */
const patterns = [
  ['File exists', 'test -f path/to/file'],
  ['Symbol exists', "grep -q 'class Pagination' src/api/models.py"],
  ['Module imports', 'python -c "import module"'],
  ['Tests pass', 'pytest tests/test_auth.py, node --test tests/auth.test.js'],
  ['Type check', 'mypy src/, npx tsc --noEmit'],
  ['Lint passes', 'ruff check ., npm run lint'],
  ['Output matches', 'command | diff - expected.txt'],
  ['JSON field check', "python -c \"import json; assert json.load(open('f.json'))['key'] == 1\""],
]
  .map(([what, how]) => `- ${what}: ${how}`)
  .join('\n');
