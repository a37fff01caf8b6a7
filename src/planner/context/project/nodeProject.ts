import type { ProjectCommand } from '../contextItem.js';
import type { Place } from './place.js';
import type { Programs } from './programs.js';

const byScript: readonly (readonly [ProjectCommand['purpose'], RegExp])[] = [
  ['test', /^(?:test|tests|test:unit|unit|test:ci)$/],
  ['lint', /^(?:lint|lint:js|lint:ts|eslint|lint:check)$/],
  ['types', /^(?:typecheck|type-check|types|check-types|check:types|tsc)$/],
  ['build', /^(?:build|compile)$/],
  ['format', /^(?:format:check|check:format|prettier:check|fmt:check)$/],
];

/** Commands of a package.json: its scripts, and what its tools do without one. Null where there is none. */
export function nodeCommands(place: Place, programs: Programs): ProjectCommand[] | null {
  const text = place.read('package.json');
  if (text === null) return null;
  const manifest = parse(text);
  if (manifest === null) return [];
  const runner = packageRunner(place);
  const commands = byScript.flatMap(([purpose, names]): ProjectCommand[] => {
    const name = Object.keys(manifest.scripts).find((one) => names.test(one));
    const script = name === undefined ? undefined : manifest.scripts[name];
    if (name === undefined || script === undefined || /no test specified/.test(script)) return [];
    const command = name === 'test' ? `${runner} test` : `${runner} run ${name}`;
    return [
      {
        purpose,
        command: watches(script) ? withoutWatching(script, command) : command,
        cwd: place.cwd,
        source: place.at('package.json'),
        forFiles: forFiles(script, place.cwd, programs),
        missing: programs.has(runner) ? null : runner,
      },
    ];
  });
  return [...commands, ...ownTypes(place, programs, manifest, commands)];
}

interface Manifest {
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies: ReadonlySet<string>;
}

function parse(text: string): Manifest | null {
  try {
    const data = JSON.parse(text.replace(/^\uFEFF/, '')) as Record<string, unknown>;
    const scripts = Object.entries(record(data.scripts)).filter(([, value]) => typeof value === 'string');
    const names = [...Object.keys(record(data.dependencies)), ...Object.keys(record(data.devDependencies))];
    return { scripts: Object.fromEntries(scripts) as Record<string, string>, dependencies: new Set(names) };
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return null;
    throw error;
  }
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}

function packageRunner(place: Place): string {
  const inTree = (name: string) => place.has(name) || place.tree.has(name);
  if (inTree('pnpm-lock.yaml')) return 'pnpm';
  if (inTree('yarn.lock')) return 'yarn';
  return inTree('bun.lock') || inTree('bun.lockb') ? 'bun' : 'npm';
}

/** vitest without `run` and anything with `--watch` do not end by themselves. */
function watches(script: string): boolean {
  return /\bvitest\b(?!\s+(?:run|bench|list|typecheck))(?!.*--run)|--watch(?:All)?\b(?!=false)/.test(script);
}

function withoutWatching(script: string, command: string): string {
  if (/\bvitest\b/.test(script)) return 'npx --no-install vitest run';
  return /\bjest\b/.test(script) ? 'npx --no-install jest' : command;
}

/** How the tool of a script is run for some files; null where the script does more than that or is not known. */
function forFiles(script: string, cwd: string, programs: Programs): string | null {
  const node = /\bnode\b(?<options>(?:\s+--(?!watch)[\w-]+(?:[= ](?!-)[\w./@-]+)?)*)\s--test\b/.exec(script);
  if (/\bnode\b.*\s--test\b/.test(script)) return `node${node?.groups?.options ?? ''} --test {files}`;
  const tools: readonly (readonly [string, string])[] = [
    ['vitest', 'npx --no-install vitest run {files}'],
    ['jest', 'npx --no-install jest {files}'],
    ['mocha', 'npx --no-install mocha {files}'],
    ['ava', 'npx --no-install ava {files}'],
    ['eslint', 'npx --no-install eslint {files}'],
    ['biome', 'npx --no-install biome check {files}'],
    ['prettier', 'npx --no-install prettier --check {files}'],
  ];
  const tool = tools.find(([name]) => new RegExp(`(?:^|[\\s/])${name}\\b`).test(script));
  return tool && programs.isLocal(cwd, tool[0]) ? tool[1] : null;
}

/** TypeScript that no script checks. */
function ownTypes(
  place: Place,
  programs: Programs,
  { dependencies }: Manifest,
  commands: readonly ProjectCommand[],
): ProjectCommand[] {
  if (commands.some(({ purpose }) => purpose === 'types')) return [];
  if (!place.has('tsconfig.json') || !dependencies.has('typescript')) return [];
  return [
    {
      purpose: 'types',
      command: 'npx --no-install tsc --noEmit',
      cwd: place.cwd,
      source: place.at('tsconfig.json'),
      forFiles: null,
      missing: programs.isLocal(place.cwd, 'tsc') ? null : 'tsc',
    },
  ];
}
