import { shellWord } from '../../model/shellWord.js';
import type { ProjectCommand } from '../context/contextItem.js';
import type { PlanRequest } from '../request.js';
import type { Drafts } from './draft.js';
import { goalKind } from './goalKind.js';
import { noveltyCheck, tellingTerms } from './novelty.js';
import { commandFor, countsTests, type Relevant } from './relevant.js';
import type { OfflineSight } from './sight.js';
import { newTestPath, readTests, type TestCode } from './testCode.js';

/** The change itself and a test of it, in the files that the context found. */
export function addWork(
  request: PlanRequest,
  relevant: Relevant,
  commands: readonly ProjectCommand[],
  sight: OfflineSight,
  drafts: Drafts,
): void {
  const kind = goalKind(request.goal);
  const [source] = relevant.sources;
  const before = drafts.leaves();
  const cover = kind === 'refactor' || kind === 'remove' ? null : addCover(request, relevant, sight, drafts);
  if (source !== undefined && (kind === 'change' || kind === 'refactor')) {
    const check = noveltyCheck(sight.terms, sight.tree, source, sight.foundIn);
    if (check) {
      drafts.add(`change ${check.word}`, {
        title: `${check.where} knows ${check.word}`,
        testing_instructions: check.command,
        desired_outcome: request.goal.split('\n')[0] ?? '',
        additional_notes: `"${check.word}" is a word of the goal that is not there yet. Write another word into the check where the code calls it otherwise.`,
      });
      drafts.why.push(`"${check.word}" is a word of the goal that ${check.where} does not hold yet.`);
    }
  }
  addTests(relevant, cover, commands, sight, drafts, before);
}

/** The file that gets a test, and how many it has before. */
interface Cover {
  readonly file: string;
  readonly tests: TestCode;
}

/** A tasc that is red until there is one more test; null where none has a place, or a test speaks of it all. */
function addCover(
  { goal }: PlanRequest,
  { sources, tests }: Relevant,
  { tree, terms }: OfflineSight,
  drafts: Drafts,
): Cover | null {
  const [source] = sources;
  const file = tests[0] ?? (source === undefined ? null : newTestPath(source, tree));
  const code = file === null ? null : readTests(file, tree);
  if (file === null || code === null) return null;
  const words = tellingTerms(terms).map(({ word }) => word);
  if (
    words.length > 1 &&
    code.blocks.some((block) => words.every((word) => block.toLowerCase().includes(word)))
  ) {
    drafts.why.push(`A test in ${file} speaks of ${words.join(', ')} already, so no new one is asked for.`);
    return null;
  }
  const isFix = goalKind(goal) === 'fix';
  drafts.add('new test', {
    title: isFix ? `A test in ${file} shows the error` : `A test in ${file} shows the change`,
    testing_instructions: `test "$(grep -cE '${code.grep}' ${shellWord(file)})" -ge ${code.count + 1}`,
    desired_outcome: isFix ? 'A test that fails without the fix' : 'A test that fails without the change',
    additional_notes: `${file} ${code.count === 0 ? 'has no test' : code.count === 1 ? 'has 1 test' : `has ${code.count} tests`} now; the check wants one more.`,
  });
  drafts.why.push(
    `${file} ${code.count === 0 ? 'is where its test would be' : 'has the tests that concern it'}; the plan asks for one more.`,
  );
  return { file, tests: code };
}

/** The tests that concern the work. With a new test among them they are red until it is there. */
function addTests(
  { tests }: Relevant,
  cover: Cover | null,
  commands: readonly ProjectCommand[],
  { tree }: OfflineSight,
  drafts: Drafts,
  before: readonly string[],
): void {
  const files = cover ? [...new Set([cover.file, ...tests])] : tests;
  const test = commands.find((one) => one.purpose === 'test' && commandFor(one, files) !== null);
  const command = test && commandFor(test, files);
  if (!test || !command) return;
  const inside = files.filter((file) => test.cwd === '.' || file.startsWith(`${test.cwd}/`));
  const counts = inside.map((file) => readTests(file, tree));
  const least =
    cover && counts.every((one) => one?.steady)
      ? counts.reduce((sum, one) => sum + (one?.count ?? 0), 1)
      : null;
  drafts.add('tests', {
    title: `The tests in ${inside.join(', ')} pass`,
    testing_instructions: command,
    ...(test.cwd === '.' ? {} : { cwd: test.cwd }),
    ...(countsTests(test)
      ? {
          proof_required: {
            proof_type: 'test',
            ...(least !== null && least > 1 ? { criteria: { min_tests: least } } : {}),
          },
        }
      : {}),
    dependencies: drafts.leaves(before),
  });
  if (cover === null) drafts.why.push(`The tests in ${inside.join(', ')} may be green before the work.`);
}
