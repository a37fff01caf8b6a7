import { failure, type Result, success } from '../../model/result.js';
import { foundTexts } from '../../workspace/git/foundTexts.js';
import { recentCommits } from '../../workspace/git/history/recentCommits.js';
import type { Workspace } from '../../workspace/workspace.js';
import { commitsText } from './commits.js';
import type { PlanningContext, ProjectCommand } from './contextItem.js';
import type { ContextRequest, DocumentHints } from './contextRequest.js';
import { Budget } from './fit.js';
import { addGiven } from './givenFiles.js';
import { layoutOf } from './layout.js';
import { detectProject } from './project/detectProject.js';
import { openTree, type ProjectTree } from './projectTree.js';
import { patternsOf } from './rank/patterns.js';
import { rankFiles } from './rank/rankFiles.js';
import { Shelf } from './shelf.js';
import { type Terms, termsOf } from './terms.js';

/** Commits that are looked at. */
const commitsRead = 40;
/** Parts of the budget: what the work's own documents, and named files, may take at most; what is kept for the end. */
const ownShare = 0.45;
const namedShare = 0.4;
const endShare = 0.08;

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
 * documents, the commands, files that are named, code and documents about the terms in turn, decisions in force, recent
 * commits, and the layout. Files that git ignores, binary files and what may hold secrets never get in. Fails for a
 * given file that cannot be read, and where what was given alone passes the budget.
 */
export async function gatherContext(
  workspace: Workspace,
  request: ContextRequest,
): Promise<Result<Gathered>> {
  const terms = workTerms(request);
  const patterns = patternsOf(terms, request.queries);
  const texts = patterns.map(({ text }) => text);
  // Git looks for everything at once; each of these is one process.
  const [tree, found, commits] = await Promise.all([
    openTree(workspace),
    foundTexts(workspace, texts),
    recentCommits(workspace, commitsRead),
  ]);
  const budget = new Budget(request.budget);
  const given = addGiven(workspace, tree, request, budget);
  if (!given.ok) return given;
  const shelf = new Shelf(workspace, tree, budget, new Set(given.value));
  addWork(request, budget, shelf);
  const project = detectProject(workspace, tree);
  addCommands(project.commands, budget);
  budget.within(namedShare, () => shelf.addNamed(terms.paths));
  const ranking = rankFiles(workspace, tree, terms, request.queries, patterns, found);
  const documents = await request.documents;
  budget.keeping(endShare, () => shelf.addInTurn(ranking, documents.hints));
  addEnd(
    documents,
    commits,
    ranking.ranked.map(({ path }) => path),
    terms,
    tree,
    budget,
  );
  if (budget.skipped > 0)
    budget.leftOut.push({
      what: `${budget.skipped} more match${budget.skipped === 1 ? '' : 'es'}`,
      why: 'budget',
    });
  if (!tree.complete) budget.leftOut.push({ what: 'files beyond the first 50,000', why: 'too many' });
  if (found && !found.complete) budget.leftOut.push({ what: 'some places of common words', why: 'too many' });
  const { items, leftOut, tokens, limit } = budget;
  if (tokens > limit)
    return failure('refused', `the context has about ${tokens} tokens, and its budget is ${limit}`);
  return success({
    context: { items, project, leftOut, tokens, budget: limit },
    tree,
    terms,
    foundIn: ranking.foundIn,
    folder: workspace.folder,
  });
}

/** What the work speaks of: the goal counts most, then its task, its objective and what limits it. */
function workTerms({ goal, constraints, task, step }: ContextRequest): Terms {
  return termsOf([
    { text: goal, weight: 1 },
    ...(task ? [{ text: `${task.title}\n${task.body}`, weight: 0.6, most: 12 }] : []),
    ...(step ? [{ text: step.objective.title, weight: 0.4, most: 6 }] : []),
    ...(step ? [{ text: step.objective.body, weight: 0.2, most: 4 }] : []),
    ...constraints.map((text) => ({ text, weight: 0.4, most: 6 })),
  ]);
}

function addWork({ task, step }: ContextRequest, budget: Budget, shelf: Shelf): void {
  budget.within(ownShare, () => {
    if (task) {
      shelf.seen.add(task.path);
      const why = 'the task that the plan is for';
      budget.add({ kind: 'task', path: task.path, lines: null, text: task.body, why }, true);
    }
    if (step) {
      const { objective, stepId } = step;
      shelf.seen.add(objective.path);
      const why = `the objective of step ${stepId}`;
      budget.add({ kind: 'objective', path: objective.path, lines: null, text: objective.body, why }, true);
    }
  });
}

function addCommands(commands: readonly ProjectCommand[], budget: Budget): void {
  if (commands.length === 0) return;
  const text = commands
    .map(({ purpose, command, cwd, source, missing }) => {
      const where = cwd === '.' ? '' : ` in ${cwd}/`;
      return `${purpose}: ${command}${where} (${source}${missing === null ? '' : `; ${missing} is not installed here`})`;
    })
    .join('\n');
  budget.add({ kind: 'commands', path: null, lines: null, text, why: 'how this project is checked' });
}

/** What is worth a line each: decisions, commits, folders. */
function addEnd(
  { decisions }: DocumentHints,
  commits: Awaited<ReturnType<typeof recentCommits>>,
  about: readonly string[],
  terms: Terms,
  tree: ProjectTree,
  budget: Budget,
): void {
  const add = (kind: 'decision' | 'commits' | 'layout', text: string, why: string) => {
    if (text !== '') budget.add({ kind, path: null, lines: null, text, why }, true);
  };
  add('decision', decisions.join('\n'), 'decisions in force');
  add('commits', commitsText(commits, about, terms), 'what was changed last');
  add('layout', layoutOf(tree.files), 'the folders of the project');
}
