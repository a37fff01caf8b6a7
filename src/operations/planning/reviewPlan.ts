import { shownExactly } from '../../model/display.js';
import { planData } from '../../model/plan/planData.js';
import type { Tasc } from '../../model/plan/tasc.js';
import { failure, type Result, success } from '../../model/result.js';
import type { GeneratedPlan } from '../../planner/generatedPlan.js';
import { runEditor } from '../../workspace/process/editor.js';
import type { Workspace } from '../../workspace/workspace.js';
import type { Context } from '../verb.js';

const choices = ['save it', 'edit it', 'drop a tasc', 'move a tasc', 'save nothing'] as const;

/** Let the person at the terminal look at a plan before it is saved; null where they save nothing. */
export async function reviewPlan(
  { person }: Context,
  workspace: Workspace,
  given: GeneratedPlan,
): Promise<Result<GeneratedPlan | null>> {
  if (!person) return success(given);
  let plan = given;
  let said = '';
  for (;;) {
    const answer = await person.choose(
      [said, ...planLines(plan), ''].filter((one, at) => at > 0 || one !== '').join('\n'),
      choices,
    );
    said = '';
    if (answer === null || answer === 'save nothing') return success(null);
    if (answer === 'save it') return success(plan);
    if (answer === 'edit it') {
      const edited = await editPlan(workspace, plan);
      if (edited.ok) plan = edited.value;
      else said = edited.problem.message;
      continue;
    }
    const ids = plan.tascs.map(({ id }) => id);
    const id = await person.choose(answer === 'drop a tasc' ? 'Drop which one?' : 'Move which one?', ids);
    if (id === null) continue;
    if (answer === 'drop a tasc') plan = { ...plan, tascs: without(plan.tascs, id) };
    else {
      const place = Number(await person.ask(`To which place, 1 to ${ids.length}?`));
      if (place >= 1 && place <= ids.length) plan = { ...plan, tascs: moved(plan.tascs, id, place - 1) };
      else said = 'that is not a place';
    }
  }
}

/** A plan's tascs with all that would ever run, nothing hidden. */
function planLines({ title, tascs, confidence, reasoning }: GeneratedPlan): string[] {
  return [
    `${shownExactly(title)}${confidence === null ? '' : `  (confidence ${Math.round(confidence * 100)} %)`}`,
    ...(reasoning === '' ? [] : reasoning.split('\n').map((line) => `  ${shownExactly(line)}`)),
    ...tascs.flatMap((tasc, index) => [
      `  ${index + 1}. ${tasc.id}  ${shownExactly(tasc.title)}${tasc.dependencies.length > 0 ? `  after ${tasc.dependencies.join(', ')}` : ''}`,
      ...(tasc.testingInstructions === ''
        ? ['       a person decides']
        : tasc.testingInstructions.split('\n').map((line) => `       $ ${shownExactly(line)}`)),
    ]),
  ];
}

/** What waited for the tasc waits for what it waited for. */
function without(tascs: readonly Tasc[], id: string): readonly Tasc[] {
  const gone = tascs.find((tasc) => tasc.id === id);
  return tascs
    .filter((tasc) => tasc.id !== id)
    .map((tasc) =>
      tasc.dependencies.includes(id)
        ? {
            ...tasc,
            dependencies: [
              ...new Set(
                tasc.dependencies.flatMap((one) => (one === id ? (gone?.dependencies ?? []) : [one])),
              ),
            ],
          }
        : tasc,
    );
}

function moved(tascs: readonly Tasc[], id: string, place: number): readonly Tasc[] {
  const rest = tascs.filter((tasc) => tasc.id !== id);
  const tasc = tascs.find((one) => one.id === id);
  return tasc ? [...rest.slice(0, place), tasc, ...rest.slice(place)] : tascs;
}

/** The plan as JSON in the person's editor; what cannot be read is kept in its copy, which is named. */
async function editPlan(workspace: Workspace, plan: GeneratedPlan): Promise<Result<GeneratedPlan>> {
  const written = `${JSON.stringify(planData(plan), null, 2)}\n`;
  const edited = await runEditor(workspace, 'plan.json', written, null);
  if (!edited.ok) return edited;
  const { readAnswer, faultLine } = await import('../../planner/index.js');
  const read = readAnswer(edited.value.text, { goal: plan.title, maxTascs: null });
  if (!read.ok) {
    const faults = read.faults.map(faultLine).join('; ');
    return failure('invalid-value', `${faults} (your text is kept in ${edited.value.copy})`);
  }
  edited.value.discard();
  const { title, description, tascs } = read.plan;
  return success({ ...plan, title, description, tascs });
}
