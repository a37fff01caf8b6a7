import type { ProjectTree } from '../context/projectTree.js';
import { isTestFile } from '../context/rank/fileKind.js';

/** How the tests of a language begin: for this program, and as an extended expression for grep. */
interface Language {
  readonly endings: RegExp;
  readonly start: RegExp;
  readonly grep: string;
}

const languages: readonly Language[] = [
  {
    endings: /\.py$/,
    start: /^[ \t]*(?:async )?def test/gm,
    grep: '^[[:space:]]*(async )?def test',
  },
  {
    endings: /\.[cm]?[jt]sx?$/,
    start: /^[ \t]*(?:it|test)(?:\.[a-z]+)?\(/gm,
    grep: '^[[:space:]]*(it|test)(\\.[a-z]+)?\\(',
  },
  { endings: /\.go$/, start: /^func Test/gm, grep: '^func Test' },
  { endings: /\.rs$/, start: /^[ \t]*#\[(?:\w+::)?test/gm, grep: '^[[:space:]]*#\\[([a-z]+::)?test' },
];

/** The tests of a file. */
export interface TestCode {
  /** How many tests it defines. */
  readonly count: number;
  /** Expression that counts them with `grep -cE`. */
  readonly grep: string;
  /** Whether as many run as are defined: none is skipped or made by a loop. */
  readonly steady: boolean;
  /** The text of each test, up to the next one. */
  readonly blocks: readonly string[];
}

/** The tests in a file, which need not be there yet; null where its language is not known. */
export function readTests(path: string, tree: ProjectTree): TestCode | null {
  const language = languages.find(({ endings }) => endings.test(path));
  if (!language) return null;
  const text = tree.read(path) ?? '';
  const starts = [...text.matchAll(language.start)].map(({ index }) => index);
  const varied =
    /parametri[sz]e|subTest|\.each\b|\bskip|\btodo\b|xfail|t\.Run\(|#\[ignore|\b(?:for|forEach)\b[^\n]*\n?[^\n]*\b(?:test|it)\(/i;
  return {
    count: starts.length,
    grep: language.grep,
    steady: !varied.test(text),
    blocks: starts.map((start, at) => text.slice(start, starts[at + 1])),
  };
}

/** Test files that are named for a file. */
export function testsOf(source: string, files: readonly string[]): string[] {
  const stem = nameOf(source);
  if (stem.length < 3 || stem === 'index' || stem === 'main') return [];
  return files.filter((path) => isTestFile(path) && nameOf(path) === stem && ending(path) === ending(source));
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

function nameOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1).replace(/\.\w+$/, '');
  return name.replace(/^test_|[._-](?:test|spec)$/g, '').toLowerCase();
}

/** JavaScript and TypeScript test each other. */
function ending(path: string): string {
  return path
    .slice(path.lastIndexOf('.') + 1)
    .replace(/^[cm]?([jt]s)x?$/, '$1')
    .replace('ts', 'js');
}
