// Which tests cover a source file, and the page that says it, tests/README.md, which scripts/docs.mjs writes.
import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { testSources } from './testFiles.mjs';

const isTest = (path) => /^tests\/.*\.test\.tsx?$/.test(path);
const isCode = (path) => /\.[cm]?tsx?$|\.mjs$/.test(path) && !path.endsWith('.d.mts');
const stem = (path) => basename(path).replace(/(?:\.test)?\.[cm]?tsx?$/, '');
const roomOf = (path) => path.split('/').slice(1, -1).join('/');

/** The files of the tree that a file imports when it runs; what it loads on demand is left out, unless it is a test. */
function importsOf(path, text, known) {
  const statements = text.matchAll(/^(?:import|export)\s+(?!type\b)(?:([^'"`;]*?)\s*from\s*)?'(\.[^']+)'/gm);
  const named = [...statements].flatMap(([, clause = '', from]) =>
    /^\{\s*(?:type\s+[^,}]+,?\s*)+\}$/.test(clause) ? [] : [from],
  );
  const onDemand = path.startsWith('tests/')
    ? [...text.matchAll(/\bimport\(\s*'(\.[^']+)'/g)].map(([, from]) => from)
    : [];
  return filesNamed(path, [...named, ...onDemand], known);
}

/** The files that these relative names in a file mean. */
function filesNamed(path, names, known) {
  return names.flatMap((from) => {
    const target = join(dirname(path), from);
    const found = [target, ...['.ts', '.tsx'].map((end) => target.replace(/\.js$/, end))].find((one) =>
      known.has(one),
    );
    return found ? [found] : [];
  });
}

/** How many steps from file to file a test needs to reach each source file. Its own support files cost none. */
function reachOf(test, imports) {
  const steps = new Map([[test, 0]]);
  const queue = [test];
  for (let path = queue.shift(); path; path = queue.shift()) {
    for (const next of imports.get(path) ?? []) {
      const cost = steps.get(path) + (next.startsWith('tests/') ? 0 : 1);
      if (cost >= (steps.get(next) ?? Number.POSITIVE_INFINITY)) continue;
      steps.set(next, cost);
      if (next.startsWith('tests/')) queue.unshift(next);
      else queue.push(next);
    }
  }
  return steps;
}

/** 0 for a test of the same layer, else 1. */
const apart = (test, source) => Number(test.split('/')[1] !== source.split('/')[1]);

/** Reads a tree once; answers which tests cover a file. */
export function readTree(tree) {
  const paths = testSources(tree).filter(isCode);
  const known = new Set(paths);
  const texts = new Map(paths.map((path) => [path, readFileSync(join(tree, path), 'utf8')]));
  const imports = new Map(paths.map((path) => [path, importsOf(path, texts.get(path), known)]));
  const tests = paths.filter(isTest).map((path) => {
    const reach = reachOf(path, imports);
    const own = [...reach.keys()].filter((one) => one.startsWith('tests/')).map((one) => texts.get(one));
    return {
      path,
      reach,
      text: texts.get(path),
      direct: new Set(imports.get(path)),
      // `tests/support/process.ts` runs git as well, so there the name of the function counts.
      runsProgram: own.some((text) =>
        /\bdocOps\(|'dist['/]|\/dist\//.test(text.replace(/function docOps\(/, '')),
      ),
    };
  });
  const sources = paths.filter((path) => path.startsWith('src/')).sort();
  const verbs = new Map(
    sources.flatMap((path) => {
      const name = /\bname: '([a-z][a-z -]*)',\n\s*group: '/.exec(texts.get(path))?.[1];
      return name ? [[path, name]] : [];
    }),
  );

  const verbNamed = new Map([...verbs].map(([path, name]) => [name, path]));
  const importers = new Map(sources.map((path) => [path, []]));
  for (const path of sources) {
    for (const next of imports.get(path)) importers.get(next)?.push(path);
    for (const [line, name] of texts
      .get(path)
      .matchAll(/^(?:\s*'?([a-z][a-z -]*)'?: )?.*\bimport\('\..*$/gm)) {
      const names = [...line.matchAll(/\bimport\('(\.[^']+)'/g)].map(([, from]) => from);
      // In a table by names of verbs, what shows a verb's results: that is as if the verb imported it.
      const by = verbNamed.get(name) ?? path;
      for (const one of filesNamed(path, names, known)) if (one !== by) importers.get(one)?.push(by);
    }
  }

  /** The verbs nearest above a file. */
  function verbsAbove(source) {
    let level = [source];
    const seen = new Set(level);
    while (level.length > 0) {
      const found = level.flatMap((path) => verbs.get(path) ?? []);
      if (found.length > 0) return found;
      level = level.flatMap((path) => importers.get(path) ?? []).filter((path) => !seen.has(path));
      for (const path of level) seen.add(path);
    }
    return [];
  }

  /** Test files that run the built program with one of these verbs, those that name most of them most often first. */
  function testsOfVerbs(names) {
    const spoken = names.map((name) => {
      const words = name.split(' ').map((word) => `'${word}'`);
      const board = `${words.at(-1)},.*kanban-ops`;
      const ways = [
        words.join(',\\s*'),
        `(?:doc-ops|kanban-ops) ${name}\\b`,
        `\\('${name}`,
        'verb\\.examples',
      ];
      return new RegExp([...ways, ...(words.length > 1 ? [board] : [])].join('|'), 'g');
    });
    return tests
      .filter(({ runsProgram }) => runsProgram)
      .map(({ path, text }) => {
        const times = spoken.map((one) => [...text.matchAll(one)].length).filter((count) => count > 0);
        return { path, verbs: times.length, times: times.reduce((sum, count) => sum + count, 0) };
      })
      .filter(({ verbs }) => verbs > 0)
      .sort((a, b) => b.verbs - a.verbs || b.times - a.times || a.path.localeCompare(b.path))
      .map(({ path }) => path);
  }

  /** The test files that cover a source file, the first choice first, each kind apart. */
  function coverage(source) {
    const covering = tests.filter(({ reach }) => reach.has(source));
    const room = roomOf(source);
    const sameName = covering
      .concat(tests.filter(({ runsProgram, reach }) => runsProgram && !reach.has(source)))
      .filter(({ path }) => stem(path) === stem(source) && room.split('/')[0] === roomOf(path).split('/')[0])
      .sort((a, b) => Number(roomOf(b.path) === room) - Number(roomOf(a.path) === room))
      .map(({ path }) => path);
    const direct = covering
      .filter(({ direct }) => direct.has(source))
      .sort((a, b) => a.reach.size - b.reach.size)
      .map(({ path }) => path);
    const nearest = covering
      .filter(({ direct }) => !direct.has(source))
      .sort(
        (a, b) =>
          a.reach.get(source) - b.reach.get(source) ||
          apart(a.path, source) - apart(b.path, source) ||
          a.reach.size - b.reach.size,
      )
      .map(({ path }) => path);
    const asProgram = testsOfVerbs(verbsAbove(source));
    const onlyTypes = !/^export (?!type|interface)|^[A-Za-z_]+\(/m.test(texts.get(source));
    return { sameName, direct, nearest, asProgram, onlyTypes };
  }

  /** As many test files as wanted, the likeliest to see a fault first. */
  function related(source, { nearest = 3, program = 2 } = {}) {
    const found = coverage(source);
    return [
      ...new Set([
        ...found.sameName,
        ...found.direct,
        ...found.nearest.slice(0, nearest),
        ...found.asProgram.slice(0, program),
      ]),
    ];
  }

  return {
    sources,
    tests: tests.map(({ path }) => path),
    coverage,
    related,
    runsProgram: new Set(tests.filter(({ runsProgram }) => runsProgram).map(({ path }) => path)),
  };
}

const most = 3;

function cell({ sameName, direct, nearest, asProgram, onlyTypes }) {
  if (onlyTypes) return 'types';
  const found = [...new Set([...sameName, ...direct])];
  const shown =
    found.length > 0 ? found : nearest.length > 0 ? nearest.slice(0, most) : asProgram.slice(0, most);
  if (shown.length === 0) return 'the built program (`cli/`)';
  const names = shown.slice(0, most).map((path) => {
    const name = path.replace(/^tests\//, '').replace(/\.test\.tsx?$/, '');
    return sameName.includes(path) ? `**${name}**` : direct.includes(path) ? name : `_${name}_`;
  });
  const more = shown.length > most ? [`${shown.length - most} more`] : [];
  return [...names, ...more].join(', ');
}

/** The page: a table for each folder of `src/`. */
export function testsPage(tree) {
  const { sources, coverage } = readTree(tree);
  const tables = [...new Set(sources.map((path) => dirname(path)))].sort().map((folder) => {
    const rows = sources
      .filter((path) => dirname(path) === folder)
      .map((path) => `| ${basename(path)} | ${cell(coverage(path))} |`);
    return `## ${folder}\n\n| file | tests |\n| --- | --- |\n${rows.join('\n')}\n`;
  });
  return `# Which tests cover a file

\`node scripts/test.mjs model/ids rules/cycles\` builds the program and runs the test files whose paths hold one of these
texts; \`--no-build\` leaves out the build, for tests that import what they test. \`node scripts/mutate.mjs\` breaks lines on
purpose and shows which tests notice. How tests are written: [CONTRIBUTING.md](../CONTRIBUTING.md#tests).

In the tables a test file is named below \`tests/\`, without \`.test.ts\`: the file of the **same name** first, then those that
import the source file; where none does, the _nearest_ through other files or through a verb of the built program.
\`npm run docs\` writes this page.

${tables.join('\n')}`;
}
