import type { PlanningContext, ProjectCommand } from '../context/contextItem.js';
import { relativeTo } from '../context/project/pythonProject.js';
import type { ProjectTree } from '../context/projectTree.js';
import { fileKind, isTestFile } from '../context/rank/fileKind.js';
import { stemsOfName, type Terms } from '../context/terms.js';
import { shellWord } from './draft.js';

/** The files that the work is about, as far as the context tells. */
export interface Relevant {
  /** Code, the best first. */
  readonly sources: readonly string[];
  /** Tests of them, the best first. */
  readonly tests: readonly string[];
}

export function relevantFiles({ items }: PlanningContext, tree: ProjectTree): Relevant {
  const paths = [
    ...new Set(
      items.flatMap(({ kind, path }) => (path !== null && /^(?:given|file|code)$/.test(kind) ? path : [])),
    ),
  ];
  const sources = paths.filter((path) => fileKind(path) === 'code').slice(0, 3);
  const named = sources.flatMap((source) => testsOf(source, tree.files));
  const about = paths.filter(isTestFile);
  return { sources, tests: [...new Set([...named, ...about])].slice(0, 3) };
}

/** Test files that are named for a file. */
export function testsOf(source: string, files: readonly string[]): string[] {
  const stem = stemOf(source);
  if (stem.length < 3 || stem === 'index' || stem === 'main') return [];
  return files.filter((path) => isTestFile(path) && stemOf(path) === stem && ending(path) === ending(source));
}

function stemOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1).replace(/\.\w+$/, '');
  return name.replace(/^test_|[._-](?:test|spec)$|_(?:test|spec)$/g, '').toLowerCase();
}

function ending(path: string): string {
  return path
    .slice(path.lastIndexOf('.') + 1)
    .replace(/^[cm]?([jt]s)x?$/, '$1')
    .replace('ts', 'js');
}

/** A command for some files of a project; null where it knows none for them. */
export function commandFor(command: ProjectCommand, files: readonly string[]): string | null {
  if (command.forFiles === null) return null;
  const inside = files.filter((path) => command.cwd === '.' || path.startsWith(`${command.cwd}/`));
  if (inside.length === 0) return null;
  const relative = inside.map((path) => relativeTo(path, command.cwd));
  const folders = [...new Set(relative.map((path) => `./${path.split('/').slice(0, -1).join('/')}`))];
  return command.forFiles
    .replace('{files}', relative.map(shellWord).join(' '))
    .replace('{folders}', folders.map(shellWord).join(' '));
}

/** Words that name a kind of thing, not what is special about the goal. */
const general =
  /^(?:api|app|application|backend|button|class|code|command|component|data|endpoint|error|feature|field|file|form|frontend|function|handler|issue|list|logic|method|model|module|option|page|project|request|response|route|screen|server|service|support|system|test|user|view)s?$/;

/** A word of the goal that a file does not hold yet and is not named by: once the work is done it will hold it. */
export function missingWord(terms: Terms, tree: ProjectTree, path: string): string | null {
  const text = tree.read(path)?.toLowerCase() ?? '';
  const names = new Set(stemsOfName(path.replaceAll('/', ' ')));
  const word = terms.words.find(
    ({ word, stem }) =>
      /^[a-z0-9_-]{2,}$/.test(word) && !general.test(word) && !names.has(stem) && !text.includes(word),
  );
  return word?.word ?? null;
}

/** Where a test of a file would be, beside the tests that are there; null where no tests tell. */
export function newTestPath(source: string, tree: ProjectTree): string | null {
  const sibling = tree.files.find((path) => isTestFile(path) && ending(path) === ending(source));
  if (sibling === undefined) return null;
  const folder = sibling.slice(0, sibling.lastIndexOf('/') + 1);
  const name = sibling.slice(folder.length);
  const stem = source.slice(source.lastIndexOf('/') + 1).replace(/\.\w+$/, '');
  const path = /^test_/.test(name)
    ? `${folder}test_${stem}${name.slice(name.lastIndexOf('.'))}`
    : `${folder}${name.replace(/^.*?(?=[._-](?:test|spec)\.\w+$|_(?:test|spec)\.\w+$)/, stem)}`;
  return tree.exists(path) || !isTestFile(path) ? null : path;
}
