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

/** The test files of a mutant: those that it names, those that cover its file, last those that need the program built. */
function testsOf({ file, tests = [] }) {
  const named = allTests.filter((path) => tests.some((filter) => path.includes(filter)));
  const covering = related(file).filter((path) => !named.includes(path));
  const programs = covering.filter((path) => runsProgram.has(path));
  return [...named, ...covering.filter((path) => !runsProgram.has(path)), ...programs];
}

const folder = mkdtempSync(join(tmpdir(), 'doc-ops-mutants-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));

/** A copy of the tree, compiled and built. */
class Copy {
  constructor(name) {
    this.tree = join(folder, name, 'doc-ops');
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
    if (existsSync(corpora)) symlinkSync(corpora, join(this.tree, '../shared'));
    await compile(this.tree, this.out, testSources(this.tree));
  }

  buildProgram() {
    const { status, stderr } = spawnSync(process.execPath, ['scripts/build.mjs'], {
      cwd: this.tree,
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`the program does not build:\n${stderr}`);
  }

  run(file, seconds) {
    return runTestFile({ tree: this.tree, out: this.out, file, seconds });
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
        const usual = await unbroken(test);
        if (usual.failed > 0)
          return { test, said: `fails with nothing broken:\n${usual.text}`, unclear: true };
        if (runsProgram.has(test) && !built) {
          built = true;
          this.buildProgram();
        }
        // A fault that makes a test hang is not waited for as long as that file may take.
        const { failed, late, text } = await this.run(test, Math.max(20, usual.seconds * 5));
        const name = /^\s*FAIL\s+"(.*)"\s*$/m.exec(text)?.[1];
        if (failed > 0) return { test, said: late ? 'it hangs' : (name ?? 'it ends without a word') };
      }
      return null;
    } finally {
      writeFileSync(path, original);
      await compile(this.tree, this.out, [file]);
    }
  }
}

/** Where nothing is broken. A test that fails there too notices nothing. */
const whole = new Copy('whole');
const seenThere = new Map();

function unbroken(test) {
  const known = seenThere.get(test) ?? whole.run(test);
  seenThere.set(test, known);
  return known;
}

async function runAll() {
  await whole.make();
  whole.buildProgram();
  const counts = { killed: 0, survived: 0, unclear: 0 };
  const queue = [...chosen];
  const work = async (copy) => {
    await copy.make();
    for (let mutant = queue.shift(); mutant; mutant = queue.shift()) {
      const tests = testsOf(mutant);
      const found = await copy.attempt(mutant, tests);
      const outcome = found === null ? 'survived' : found.unclear ? 'unclear' : 'killed';
      counts[outcome] += 1;
      const told =
        found === null
          ? `SURVIVED  ${mutant.fault} (${tests.join(', ')})`
          : `${outcome.padEnd(8)}  ${found.test}: ${found.said}`;
      console.log(`${mutant.name.padEnd(18)} ${told}`);
    }
  };
  await Promise.all(
    Array.from({ length: Math.min(jobs, chosen.length) }, (_, at) => work(new Copy(String(at)))),
  );
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
