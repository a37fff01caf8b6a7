// Breaks the program on purpose, one line at a time (scripts/mutants.mjs), and runs the tests that cover the line: a
// fault that no test notices is a survivor, and a failure. `node scripts/mutate.mjs [--jobs N] [--list] [name…]`.
// Works in copies of the tree below the system's temporary folder, never in the tree itself.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mutants } from './mutants.mjs';
import { compile, root, runTestFile, testSources } from './testFiles.mjs';
import { readTree } from './testTable.mjs';

const args = process.argv.slice(2);
const jobs = args.includes('--jobs') ? Number(args.splice(args.indexOf('--jobs'), 2)[1]) : 1;
const names = args.filter((arg) => !arg.startsWith('--'));
const chosen = mutants.filter(({ name }) => names.length === 0 || names.includes(name));
const wrongArguments = [
  ...names
    .filter((name) => !mutants.some((one) => one.name === name))
    .map((name) => `${name} is not a mutant`),
  ...(jobs >= 1 ? [] : ['--jobs needs a number']),
];

const { related, runsProgram, tests: allTests, sources } = readTree(root);

/** What is wrong with a mutant: its line has moved, is there twice, or none of its tests exists. */
function problemsOf({ name, file, from, to, tests = [] }) {
  const count = (path) => readFileSync(join(root, path), 'utf8').split(from).length - 1;
  const known = sources.includes(file);
  const times = known ? count(file) : 0;
  const elsewhere = times === 0 ? sources.filter((path) => count(path) === 1) : [];
  const hint = elsewhere.length > 0 ? `; it is in ${elsewhere.join(', ')}` : '';
  return [
    ...(known || times ? [] : [`${name}: ${file} is not there${hint}`]),
    ...(known && times !== 1 ? [`${name}: its text is ${times} times in ${file}${hint}`] : []),
    ...(from === to ? [`${name} changes nothing`] : []),
    ...tests
      .filter((filter) => !allTests.some((path) => path.includes(filter)))
      .map((filter) => `${name}: no test file matches ${filter}`),
  ];
}

/** The test files of a mutant: those that it names, then those that cover its file; last what needs the program built. */
function testsOf({ file, tests = [] }) {
  const named = allTests.filter((path) => tests.some((filter) => path.includes(filter)));
  const all = [...new Set([...named, ...related(file)])];
  return [...all.filter((path) => !runsProgram.has(path)), ...all.filter((path) => runsProgram.has(path))];
}

const folder = mkdtempSync(join(tmpdir(), 'doc-ops-mutants-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));

/** A copy of the tree, compiled and built, in which one mutant at a time is tried. */
class Copy {
  constructor(number) {
    this.tree = join(folder, String(number), 'doc-ops');
    this.out = join(this.tree, 'build/test');
  }

  async make() {
    const listed = spawnSync('git', ['ls-files', '-z', '-co', '--exclude-standard'], {
      cwd: root,
      encoding: 'utf8',
    });
    for (const path of listed.stdout.split('\0'))
      if (path !== '' && existsSync(join(root, path))) cpSync(join(root, path), join(this.tree, path));
    symlinkSync(join(root, 'node_modules'), join(this.tree, 'node_modules'));
    const corpora = join(root, '..', 'shared');
    if (existsSync(corpora) && !existsSync(join(this.tree, '../shared')))
      symlinkSync(corpora, join(this.tree, '../shared'));
    await compile(this.tree, this.out, testSources(this.tree));
    const failure = this.buildProgram();
    if (failure) throw new Error(failure);
    cpSync(join(this.tree, 'dist'), join(this.tree, 'build/dist'), { recursive: true });
  }

  buildProgram() {
    const { status, stderr } = spawnSync(process.execPath, ['scripts/build.mjs'], {
      cwd: this.tree,
      encoding: 'utf8',
    });
    return status === 0 ? null : `the program does not build:\n${stderr}`;
  }

  run(file) {
    return runTestFile({ tree: this.tree, out: this.out, file });
  }

  /** Try a mutant: the test file that notices it and what it says, null where none does. */
  async attempt({ file, from, to }, tests) {
    const path = join(this.tree, file);
    const original = readFileSync(path, 'utf8');
    let built = false;
    try {
      writeFileSync(
        path,
        original.replace(from, () => to),
      );
      await compile(this.tree, this.out, [file]);
      for (const test of tests) {
        if (runsProgram.has(test) && !built) {
          built = true;
          const failure = this.buildProgram();
          if (failure) throw new Error(failure);
        }
        const { failed, late, text } = await this.run(test);
        const name = /^\s*FAIL\s+"(.*)"\s*$/m.exec(text)?.[1];
        if (failed > 0) return { test, said: late ? 'over its time limit' : (name ?? 'did not run') };
      }
      return null;
    } finally {
      writeFileSync(path, original);
      await compile(this.tree, this.out, [file]);
      if (built) {
        rmSync(join(this.tree, 'dist'), { recursive: true, force: true });
        cpSync(join(this.tree, 'build/dist'), join(this.tree, 'dist'), { recursive: true });
      }
    }
  }
}

/** What test files say with nothing broken: null where all is well. A test that fails anyway notices nothing. */
const unbroken = new Map();

async function failureUnbroken(copy, test) {
  if (!unbroken.has(test)) {
    const { failed, text } = await copy.run(test);
    unbroken.set(test, failed > 0 ? text : null);
  }
  return unbroken.get(test);
}

async function runAll() {
  const copies = Array.from({ length: Math.min(jobs, chosen.length) }, (_, at) => new Copy(at));
  for (const copy of copies) await copy.make();
  const counts = { killed: 0, survived: 0, unclear: 0 };
  const queue = [...chosen];
  const work = async (copy) => {
    for (let mutant = queue.shift(); mutant; mutant = queue.shift()) {
      const tests = testsOf(mutant);
      const killer = await copy.attempt(mutant, tests);
      const failure = killer && (await failureUnbroken(copy, killer.test));
      const outcome = killer === null ? 'survived' : failure === null ? 'killed' : 'unclear';
      counts[outcome] += 1;
      const told = {
        killed: `killed by ${killer?.test}: ${killer?.said}`,
        survived: `SURVIVED ${tests.join(', ') || '(no test covers it)'}`,
        unclear: `UNCLEAR ${killer?.test} fails with nothing broken:\n${failure}`,
      };
      console.log(`${mutant.name.padEnd(18)} ${told[outcome]}`);
    }
  };
  await Promise.all(copies.map(work));
  const { killed, survived, unclear } = counts;
  const rest = unclear > 0 ? `, ${unclear} unclear` : '';
  console.log(`\n${chosen.length} mutants, ${killed} killed, ${survived} survived${rest}`);
  return survived + unclear > 0 ? 1 : 0;
}

const problems = [...wrongArguments, ...chosen.flatMap(problemsOf)];
if (problems.length > 0) {
  console.error(problems.join('\n'));
  process.exitCode = 2;
} else if (args.includes('--list')) {
  for (const mutant of chosen)
    console.log(
      `${mutant.name.padEnd(20)} ${mutant.file}: ${mutant.fault}\n${testsOf(mutant)
        .map((test) => `    ${test}`)
        .join('\n')}`,
    );
} else process.exitCode = await runAll();
