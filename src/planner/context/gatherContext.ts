import { failure, type Result, success } from '../../model/result.js';
import { foundTexts } from '../../workspace/git/foundTexts.js';
import { recentCommits } from '../../workspace/git/recentCommits.js';
import type { Workspace } from '../../workspace/workspace.js';
import type { PlanningContext, ProjectCommand } from './contextItem.js';
import type { ContextRequest } from './contextRequest.js';
import { Budget } from './fit.js';
import { addGiven } from './givenFiles.js';
import { layoutOf } from './layout.js';
import { detectProject } from './project/detectProject.js';
import { openTree, type ProjectTree } from './projectTree.js';
import { rankFiles } from './rank/rankFiles.js';
import type { LineHit } from './rank/readCandidate.js';
import { windowsOf } from './rank/windows.js';
import { isSecretFile } from './secrets/secretFile.js';
import { type Terms, termsOf } from './terms.js';

/** Files shown at most, and stretches of each. */
const mostFiles = 14;
const mostWindows = 3;

/** A gathered context, and the tree that it was read from. */
export interface Gathered {
  readonly context: PlanningContext;
  readonly tree: ProjectTree;
  readonly terms: Terms;
  /** Where in the project's files the texts of the work are found: lower case → paths. */
  readonly foundIn: ReadonlyMap<string, readonly string[]>;
  /** The documents' folder. */
  readonly folder: string;
}

/**
 * Gather what a good planner reads, ranked and cut to the budget: what the person gave first, then the work's own
 * documents, the commands, files that are named, code and documents about the terms, recent commits, and the layout.
 * Files that git ignores, binary files and what may hold secrets never get in. Fails for a given file that cannot be
 * read, and where what was given alone passes the budget.
 */
export async function gatherContext(
  workspace: Workspace,
  request: ContextRequest,
): Promise<Result<Gathered>> {
  const { goal, constraints, task, step, queries } = request;
  const tree = await openTree(workspace);
  const terms = termsOf([
    { text: goal, weight: 1 },
    ...(task ? [{ text: `${task.title}\n${task.body}`, weight: 0.6, most: 12 }] : []),
    ...(step ? [{ text: step.objective.title, weight: 0.4, most: 6 }] : []),
    ...constraints.map((text) => ({ text, weight: 0.4, most: 6 })),
  ]);
  const budget = new Budget(request.budget);
  const given = addGiven(workspace, tree, request, budget);
  if (!given.ok) return given;
  addWork(request, budget);
  const project = detectProject(workspace, tree);
  if (project.commands.length > 0)
    budget.add({
      kind: 'commands',
      path: null,
      lines: null,
      text: commandsText(project.commands),
      why: 'how this project is checked',
    });
  const seen = new Set(given.value);
  addNamed(workspace, tree, terms, seen, budget);
  addDecisions(tree, request, seen, budget);
  const [{ ranked, foundIn }, commits] = await Promise.all([
    rankFiles(workspace, tree, terms, queries, foundTexts),
    recentCommits(workspace, 12),
  ]);
  addRanked(tree, ranked, seen, budget);
  addDocuments(tree, request, seen, budget);
  addCommits(commits, budget);
  budget.add({
    kind: 'layout',
    path: null,
    lines: null,
    text: layoutOf(tree.files),
    why: 'the folders of the project',
  });
  if (budget.skipped > 0)
    budget.leftOut.push({
      what: `${budget.skipped} more match${budget.skipped === 1 ? '' : 'es'}`,
      why: 'budget',
    });
  if (!tree.complete) budget.leftOut.push({ what: 'files beyond the first 50,000', why: 'too many' });
  const { items, leftOut, tokens, limit } = budget;
  if (tokens > limit)
    return failure('refused', `the context has about ${tokens} tokens, and its budget is ${limit}`);
  return success({
    context: { items, project, leftOut, tokens, budget: limit },
    tree,
    terms,
    foundIn,
    folder: workspace.folder,
  });
}

function addWork({ task, step }: ContextRequest, budget: Budget): void {
  if (task)
    budget.add(
      { kind: 'task', path: task.path, lines: null, text: task.body, why: 'the task that the plan is for' },
      true,
    );
  if (step) {
    const { objective, stepId } = step;
    const why = `the objective of step ${stepId}`;
    budget.add({ kind: 'objective', path: objective.path, lines: null, text: objective.body, why }, true);
  }
}

function commandsText(commands: readonly ProjectCommand[]): string {
  return commands
    .map(({ purpose, command, cwd, source, missing }) => {
      const where = cwd === '.' ? '' : ` in ${cwd}/`;
      return `${purpose}: ${command}${where} (${source}${missing === null ? '' : `; ${missing} is not installed here`})`;
    })
    .join('\n');
}

/** Files that the goal, the task or the objective name. */
function addNamed(
  workspace: Workspace,
  tree: ProjectTree,
  terms: Terms,
  seen: Set<string>,
  budget: Budget,
): void {
  for (const { path, lines } of terms.paths) {
    const matches = tree.has(path)
      ? [path]
      : tree.files.filter((one) => one.endsWith(`/${path}`)).slice(0, 3);
    for (const file of matches) {
      if (seen.has(file) || file.startsWith(`${workspace.folder}/`)) continue;
      seen.add(file);
      const text = secretSafe(tree, file, budget);
      if (text === null) continue;
      const taken =
        lines === null
          ? text
          : text
              .split('\n')
              .slice(lines[0] - 1, lines[1])
              .join('\n');
      budget.add(
        { kind: 'file', path: file, lines: lines ?? wholeOf(text), text: taken, why: 'named in the goal' },
        true,
      );
    }
  }
}

/** A file's text; null where it cannot be read, or is there to hold secrets, which is told. */
function secretSafe(tree: ProjectTree, path: string, budget: Budget): string | null {
  if (isSecretFile(path)) {
    budget.leftOut.push({ what: path, why: 'it may hold secrets' });
    return null;
  }
  return tree.read(path);
}

function wholeOf(text: string): readonly [number, number] {
  return [1, text.replace(/\n$/, '').split('\n').length];
}

function addDecisions(
  tree: ProjectTree,
  { documents }: ContextRequest,
  seen: Set<string>,
  budget: Budget,
): void {
  for (const { path, why } of documents.filter(({ decision }) => decision).slice(0, 5)) {
    if (seen.has(path)) continue;
    seen.add(path);
    addDocument(tree, 'decision', path, why, budget);
  }
}

function addDocuments(
  tree: ProjectTree,
  { documents }: ContextRequest,
  seen: Set<string>,
  budget: Budget,
): void {
  for (const { path, why, decision } of documents.slice(0, 10)) {
    if (seen.has(path)) continue;
    seen.add(path);
    addDocument(tree, decision ? 'decision' : 'document', path, why, budget);
  }
}

/** The beginning of a document, which says what it is about. */
function addDocument(
  tree: ProjectTree,
  kind: 'decision' | 'document',
  path: string,
  why: string,
  budget: Budget,
): void {
  const text = secretSafe(tree, path, budget);
  if (text === null) return;
  const lines = text.replace(/\n$/, '').split('\n').slice(0, 60);
  budget.add({ kind, path, lines: [1, lines.length], text: lines.join('\n'), why });
}

type Ranked = Awaited<ReturnType<typeof rankFiles>>['ranked'];

function addRanked(tree: ProjectTree, ranked: Ranked, seen: Set<string>, budget: Budget): void {
  let shown = 0;
  for (const file of ranked) {
    if (shown === mostFiles) break;
    if (seen.has(file.path)) continue;
    const text = secretSafe(tree, file.path, budget);
    if (text === null) continue;
    seen.add(file.path);
    shown += 1;
    const lines = text.replace(/\n$/, '').split('\n');
    const words = file.terms.slice(0, 3).map(({ word }) => word);
    const why = words.length > 0 ? `about ${words.join(', ')}` : 'found by --search';
    for (const { from, to } of windowsOf(lines, hitsOf(file), shown <= 4 ? mostWindows : 1))
      budget.add({
        kind: file.kind === 'document' ? 'document' : 'code',
        path: file.path,
        lines: [from, to],
        text: lines.slice(from - 1, to).join('\n'),
        why,
      });
  }
}

/** Lines with a query count as the best ones. */
function hitsOf({ hits, queried }: Ranked[number]): LineHit[] {
  const best = Math.max(1, ...hits.map(({ score }) => score));
  return [...hits, ...queried.map((line) => ({ line, score: best * 2, defines: null }))];
}

function addCommits(commits: Awaited<ReturnType<typeof recentCommits>>, budget: Budget): void {
  if (commits.length === 0) return;
  const text = commits
    .map(({ id, date, subject, paths }) => `${id} ${date} ${subject}\n  ${paths.slice(0, 6).join(', ')}`)
    .join('\n');
  budget.add({ kind: 'commits', path: null, lines: null, text, why: 'what was changed last' });
}
