import { joinPath } from '../../model/links/path.js';
import type { Tasc } from '../../model/plan/tasc.js';

/** Root-relative posix paths that a tasc's command names, as far as its words tell; what a shell expands is passed over. */
export function pathsNamed({
  testingInstructions,
  cwd,
}: Pick<Tasc, 'testingInstructions' | 'cwd'>): string[] {
  const moved = /^\s*cd\s+([\w./-]+)\s*(?:&&|;|\n)/.exec(testingInstructions)?.[1];
  const base = moved === undefined ? cwd : (below(cwd, moved) ?? cwd);
  const words = testingInstructions.replace(/https?:\/\/\S+/g, ' ').split(/[\s'"`;|&()<>=,]+/);
  return [
    ...new Set(
      words
        .map((word) => word.replace(/::.*$/, '').replace(/(?::\d+)+$/, ''))
        .filter(isPath)
        .flatMap((word) => below(base, word) ?? []),
    ),
  ];
}

/** A word with a slash, or a file name: `src.auth` is a module. */
function isPath(word: string): boolean {
  return /^\.{0,2}[\w/][\w./-]*$/.test(word) && (word.includes('/') || fileName.test(word));
}
const fileName =
  /^[\w.-]+\.(?:[cm]?[jt]sx?|py|go|rs|rb|php|java|kt|swift|c|h|cc|cpp|hpp|cs|sh|sql|md|txt|json|ya?ml|toml|ini|cfg|xml|csv|html?|css|scss|vue|svelte|lock|whl|tgz|zip)$/;

/** Files that a tasc says it makes: its criteria name them. */
export function pathsDeclared({ proof: { check } }: Tasc): string[] {
  const criteria = check.type === 'composite' ? check.parts.map((part) => part.criteria) : [check.criteria];
  return criteria.flatMap(({ expectedOutputFiles, files }) => [
    ...expectedOutputFiles,
    ...files.map(({ path }) => path),
  ]);
}

/** Files that a tasc makes: it says so, or its command writes to them. */
export function pathsMade(tasc: Tasc): string[] {
  const written = [...tasc.testingInstructions.matchAll(writes)];
  return [...pathsDeclared(tasc), ...written.flatMap((match) => below(tasc.cwd, match[1] ?? '') ?? [])];
}
const writes = /(?:>{1,2}|\s(?:-o|--output|--out|--outfile)[ =])\s*([\w./-]+)/g;

/** Root-relative; null for the root itself, what is absolute, and what leads out. */
function below(folder: string, path: string): string | null {
  if (path.startsWith('/')) return null;
  return joinPath(folder === '.' ? '' : folder, path) || null;
}
