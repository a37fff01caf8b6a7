import { shellWord } from '../../model/shellWord.js';
import type { PlanningContext, ProjectCommand } from '../context/contextItem.js';
import { relativeTo } from '../context/project/pythonProject.js';
import type { ProjectTree } from '../context/projectTree.js';
import { fileKind, isTestFile } from '../context/rank/fileKind.js';
import { testsOf } from './testCode.js';

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
  const sources = testedFirst(items, paths, tree).slice(0, 3);
  const named = sources.flatMap((source) => testsOf(source, tree.files));
  const about = paths.filter(isTestFile);
  // A test that only holds a word of the goal counts where none is named for the best source.
  const [best] = sources;
  const own = best === undefined ? [] : testsOf(best, tree.files);
  const tests = own.length > 0 ? [...own, ...named] : [...about, ...named];
  return { sources, tests: [...new Set(tests)].slice(0, 3) };
}

/** Code; of files that are there for the same reason, one with tests named for it is the more likely one. */
function testedFirst(
  items: PlanningContext['items'],
  paths: readonly string[],
  tree: ProjectTree,
): readonly string[] {
  const code = paths.filter((path) => fileKind(path) === 'code');
  const whyOf = (path: string | undefined) => items.find((item) => item.path === path)?.why;
  const [best] = code;
  const alike = code.filter((path) => whyOf(path) === whyOf(best));
  const tested = alike.find((path) => testsOf(path, tree.files).length > 0);
  return tested === undefined ? code : [tested, ...code.filter((path) => path !== tested)];
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

/** Test runners whose closing lines the runner of plans counts. */
const counted =
  /\bpytest\b|\bunittest\b|\bnode\b.*\s--test\b|\bvitest\b|\bjest\b|\buvu\b|\bcargo test\b|\bgo test\b/;

/** Whether it can be counted how many tests a command runs; then a run without tests fails. */
export function countsTests({ command, forFiles }: ProjectCommand): boolean {
  return counted.test(command) || (forFiles !== null && counted.test(forFiles));
}
