import type { ProjectCommand } from '../context/contextItem.js';
import type { ProjectTree } from '../context/projectTree.js';
import type { Terms } from '../context/terms.js';
import type { Citation, GeneratedPlan } from '../generatedPlan.js';
import type { PlanRequest } from '../request.js';
import { idFrom, shellWord, type TascDraft, tascsOf } from './draft.js';
import { checkOfItem, type ItemCheck } from './itemCheck.js';
import { commandFor, missingWord, newTestPath, type Relevant, relevantFiles } from './relevant.js';
import { workItems } from './workItems.js';

/** What the offline planner looks at beside the request. */
export interface OfflineSight {
  readonly tree: ProjectTree;
  readonly terms: Terms;
  /** Whether every program of a command is on this machine. */
  isProgram(command: string): boolean;
}

const risky =
  /\b(?:deploy|publish|release|migrat\w*|delete|drop|purge|rotate|production|secrets?|payment|billing|permissions?)\b/i;
const mends =
  /^\s*(?:\w+:\s*)?(?:fix|repair|mend|resolve|solve|debug|correct|stop|prevent|avoid|handle)\b|\b(?:bug|crash|error|fails?|broken|regression|[45]\d\d)\b/i;

/**
 * A plan without a model: from the lines of a task, the files that the context found and the project's own commands.
 * The same request makes the same plan. It invents nothing: what no command can see is left to the person's review.
 */
export function offlinePlan(request: PlanRequest, sight: OfflineSight): GeneratedPlan {
  const { context, goal, task } = request;
  const relevant = relevantFiles(context, sight.tree);
  const commands = context.project.commands.filter(({ missing }) => missing === null);
  const drafts: TascDraft[] = [];
  const notes: string[] = [];
  const why: string[] = [];
  const isRisky = risky.test(goal);
  if (isRisky) drafts.push(approachReview(goal));
  const items = task === null ? [] : workItems(task.body);
  const { open } = addItems(items, sight, drafts, why);
  addWork(request, relevant, commands, sight, drafts, why);
  addProject(commands, drafts, why);
  const kept = withinLimit(drafts, request.maxTascs, request.approval, notes);
  if (request.approval) kept.push(finalReview(kept, open));
  else if (open.length > 0) notes.push(`no command can see whether these hold: ${open.join('; ')}`);
  const tascs = tascsOf(withApproach(kept, isRisky));
  if (context.project.commands.length > commands.length) {
    const absent = context.project.commands.flatMap(({ missing }) => missing ?? []);
    notes.push(`not used, since it is not installed here: ${[...new Set(absent)].join(', ')}`);
  }
  return {
    title: titleOf(task === null ? goal : task.title || goal),
    description: goal,
    content: '',
    tascs,
    reasoning: reasoningOf(why, relevant, commands),
    confidence: confidenceOf(relevant, commands, items.length - open.length, items.length),
    citations: citationsOf(request, relevant),
    notes,
    provenance: { executor: 'offline', model: null, promptHash: null, usage: null, attempts: 0 },
  };
}

function titleOf(text: string): string {
  const [line = ''] = text.trim().split(/\r?\n/);
  const points = Array.from(line.replace(/[.!]$/, ''));
  return points.length <= 100 ? points.join('') : `${points.slice(0, 99).join('')}…`;
}

function approachReview(goal: string): TascDraft {
  const word = risky.exec(goal)?.[0] ?? '';
  return {
    id: 'approach_review',
    title: 'A person agrees to the approach',
    desired_outcome: `The way back is known before anything happens: the goal speaks of "${word}"`,
    proof_required: { proof_type: 'manual' },
  };
}

/** A tasc for each line of the task that a command can see; the others are told. */
function addItems(
  items: readonly string[],
  sight: OfflineSight,
  drafts: TascDraft[],
  why: string[],
): { open: string[] } {
  const open: string[] = [];
  const kinds: ItemCheck['from'][] = [];
  for (const item of items) {
    const check = checkOfItem(item, sight.tree, sight.isProgram);
    if (check === null) {
      open.push(item);
      continue;
    }
    if (drafts.some((draft) => draft.testing_instructions === check.command)) continue;
    kinds.push(check.from);
    drafts.push({
      id: idFrom(item.replace(/`[^`]*`/g, ' ').slice(0, 40) || check.command, taken(drafts)),
      title: titleOf(item.replaceAll('`', '')),
      testing_instructions: check.command,
    });
  }
  if (kinds.length > 0)
    why.push(`${kinds.length} of ${items.length} lines of the task name what a command can see.`);
  return { open };
}

/** The change itself and a test of it, in the files that the context found. */
function addWork(
  request: PlanRequest,
  { sources, tests }: Relevant,
  commands: readonly ProjectCommand[],
  { tree, terms }: OfflineSight,
  drafts: TascDraft[],
  why: string[],
): void {
  const before = drafts
    .filter(({ proof_required }) => proof_required?.proof_type !== 'manual')
    .map(({ id }) => id);
  const [source] = sources;
  const changes: string[] = [...before];
  if (source !== undefined && !mends.test(request.goal)) {
    const word = missingWord(terms, tree, source);
    if (word !== null) {
      const id = idFrom(`change_${word}`, taken(drafts));
      drafts.push({
        id,
        title: `${source} knows ${word}`,
        testing_instructions: `grep -qi ${shellWord(word)} ${shellWord(source)}`,
        desired_outcome: titleOf(request.goal),
      });
      changes.push(id);
      why.push(`"${word}" is a word of the goal that ${source} does not hold yet.`);
    }
  }
  const test = commands.find(({ purpose }) => purpose === 'test');
  const file = tests[0] ?? (source === undefined ? null : newTestPath(source, tree));
  if (test === undefined || file === null) return;
  const command = commandFor(test, [file]);
  if (command === null) return;
  const word = tree.exists(file) ? missingWord(terms, tree, file) : null;
  const local = test.cwd === '.' ? file : file.slice(test.cwd.length + 1);
  const holds = word === null ? '' : `grep -qi ${shellWord(word)} ${shellWord(local)} && `;
  drafts.push({
    id: idFrom('covering_test', taken(drafts)),
    title: word === null ? `The tests in ${file} pass` : `A test in ${file} covers ${word}, and passes`,
    testing_instructions: `${holds}${command}`,
    desired_outcome: mends.test(request.goal)
      ? 'A test that fails without the fix'
      : 'A test that fails without the change',
    ...(test.cwd === '.' ? {} : { cwd: test.cwd }),
    ...(changes.length > 0 ? { dependencies: changes } : {}),
  });
  why.push(
    word === null && tree.exists(file)
      ? `${file} has the tests that concern it; they may be green before the work.`
      : `${file} ${tree.exists(file) ? `has tests, none of which speaks of "${word}"` : 'is where its test would be'}.`,
  );
}

/** The project's own checks, behind the work. */
function addProject(commands: readonly ProjectCommand[], drafts: TascDraft[], why: string[]): void {
  const titles = {
    test: 'All tests pass',
    types: 'Types are right',
    lint: 'Lint is clean',
    build: 'It builds',
    format: '',
  };
  const before = leavesOf(drafts.filter(({ id }) => id !== 'approach_review'));
  for (const purpose of ['types', 'lint', 'test'] as const) {
    for (const command of commands.filter((one) => one.purpose === purpose).slice(0, 2)) {
      if (drafts.some((draft) => draft.testing_instructions === command.command)) continue;
      drafts.push({
        id: idFrom(purpose === 'test' ? 'suite' : purpose, taken(drafts)),
        title: command.cwd === '.' ? titles[purpose] : `${titles[purpose]} in ${command.cwd}`,
        testing_instructions: command.command,
        ...(command.cwd === '.' ? {} : { cwd: command.cwd }),
        ...(before.length > 0 ? { dependencies: before } : {}),
      });
    }
  }
  const sources = [...new Set(commands.map(({ source }) => source))];
  why.push(
    commands.length === 0
      ? 'No file of the project says how it is tested.'
      : `${sources.join(' and ')} ${sources.length === 1 ? 'says' : 'say'} how the project is checked.`,
  );
}

function withinLimit(drafts: TascDraft[], most: number, approval: boolean, notes: string[]): TascDraft[] {
  const room = Math.max(1, most - (approval ? 1 : 0));
  if (drafts.length <= room) return drafts;
  const kept = drafts.slice(0, room);
  const ids = taken(kept);
  notes.push(
    `${drafts.length - room} checks found no room in ${most} tascs: ${drafts
      .slice(room)
      .map(({ title }) => title)
      .join('; ')}`,
  );
  return kept.map((draft) => ({
    ...draft,
    dependencies: (draft.dependencies ?? []).filter((id) => ids.has(id)),
  }));
}

/** Everything waits for the review of a risky approach. */
function withApproach(drafts: readonly TascDraft[], isRisky: boolean): TascDraft[] {
  if (!isRisky) return [...drafts];
  return drafts.map((draft) =>
    draft.id === 'approach_review' || (draft.dependencies ?? []).length > 0
      ? draft
      : { ...draft, dependencies: ['approach_review'] },
  );
}

function finalReview(drafts: readonly TascDraft[], open: readonly string[]): TascDraft {
  return {
    id: idFrom('final_review', taken(drafts)),
    title: 'A person has looked at the change',
    ...(open.length > 0
      ? {
          additional_notes: `No command can see whether these hold:\n\n${open.map((one) => `- ${one}`).join('\n')}`,
        }
      : {}),
    dependencies: leavesOf(drafts),
    proof_required: { proof_type: 'manual' },
  };
}

function leavesOf(drafts: readonly TascDraft[]): string[] {
  const needed = new Set(drafts.flatMap(({ dependencies = [] }) => dependencies));
  return drafts.map(({ id }) => id).filter((id) => !needed.has(id));
}

function taken(drafts: readonly TascDraft[]): ReadonlySet<string> {
  return new Set(drafts.map(({ id }) => id));
}

function reasoningOf(
  why: readonly string[],
  { sources, tests }: Relevant,
  commands: readonly ProjectCommand[],
): string {
  const about =
    sources.length === 0
      ? 'No file of the project is clearly about the goal.'
      : `The goal is about ${sources.join(', ')}.`;
  const limits =
    tests.length === 0 && commands.length === 0
      ? 'Little can be checked by a command here; add tests, or name files and commands in backticks.'
      : 'It was made without a model: it knows files, tests and commands, not how the change is done.';
  return [about, ...why, limits].join(' ');
}

/** How much could be known: files, tests, commands, and lines of the task that can be checked. Never near to 1. */
function confidenceOf(
  { sources, tests }: Relevant,
  commands: readonly ProjectCommand[],
  checked: number,
  lines: number,
): number {
  const share = lines === 0 ? 0 : checked / lines;
  const sum =
    0.1 +
    (sources.length > 0 ? 0.15 : 0) +
    (tests.length > 0 ? 0.15 : 0) +
    (commands.some(({ purpose }) => purpose === 'test') ? 0.15 : 0) +
    0.25 * share;
  return Math.round(sum * 100) / 100;
}

function citationsOf({ context, task, step, prior }: PlanRequest, { sources, tests }: Relevant): Citation[] {
  const evidence = [...sources, ...tests].map((path): Citation => {
    const item = context.items.find((one) => one.path === path && one.lines !== null);
    const lines = item?.lines ? `:${item.lines[0]}-${item.lines[1]}` : '';
    return { target: `${path}${lines}`, kind: 'evidence', description: item?.why ?? 'tests of it' };
  });
  const documents = [task?.id, step?.objective.id].flatMap((id): Citation[] =>
    id === undefined ? [] : [{ target: id, kind: 'derived_from', description: '' }],
  );
  const proven = prior.flatMap(({ id, tascs }) =>
    tascs
      .filter((tasc) => tasc.proven)
      .map(
        (tasc): Citation => ({ target: `${id}/${tasc.id}`, kind: 'prerequisite', description: tasc.title }),
      ),
  );
  return [...documents, ...evidence, ...proven];
}
