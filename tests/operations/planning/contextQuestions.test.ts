import { cpSync, existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { documentHints } from '../../../src/operations/planning/documentHints.js';
import { gatherContext } from '../../../src/planner/context/gatherContext.js';
import { repositoryRoot, temporaryFolder } from '../../support/folder.js';
import { git } from '../../support/process.js';
import { commit, openAs } from '../../workspace/support/gitWorkspace.js';

/** Goals as a developer types them, each with the file that a person would name first. */
type Questions = Readonly<Record<string, string>>;

const budget = 12_000;

/** Goals whose context lacks their file, with what is in it. */
async function misses(root: string, questions: Questions): Promise<string[]> {
  const workspace = await openAs(root);
  const wrong: string[] = [];
  for (const [goal, file] of Object.entries(questions)) {
    const gathered = await gatherContext(workspace, {
      goal,
      constraints: [],
      task: null,
      step: null,
      files: [],
      texts: [],
      queries: [],
      budget,
      documents: documentHints(workspace, goal, [], []),
    });
    assert.ok(gathered.ok, goal);
    const { items, tokens } = gathered.value.context;
    assert.ok(tokens <= budget, `${goal}: ${tokens}`);
    const paths = items.flatMap(({ path }) => path ?? []);
    if (!paths.some((path) => path.endsWith(file)))
      wrong.push(`${goal}: ${[...new Set(paths)].slice(0, 8).join(', ')}`);
  }
  return wrong;
}

/** The files of this repository that git tracks, in a repository of their own. */
function copyOfThis(): string {
  const root = temporaryFolder();
  for (const path of git(repositoryRoot, ['ls-files', '-z']).stdout.split('\0'))
    if (path !== '' && existsSync(join(repositoryRoot, path)))
      cpSync(join(repositoryRoot, path), join(root, path));
  git(root, ['init', '-q', '-b', 'main']);
  commit(root);
  return root;
}

test('the context of twelve goals about this repository holds the file that a person would name', async () => {
  const wrong = await misses(copyOfThis(), {
    'Fold accents when words are put into the search index': 'src/model/search/words.ts',
    'Count the tests of mocha from its closing lines': 'src/runner/gates/testCounts.ts',
    'plan import should take the aliases of tascer for fields': 'src/model/plan/planData.ts',
    'Open kakoune at the right line when a document is edited': 'src/workspace/process/editor.ts',
    'Tell which process holds the lock when a write waits for it': 'src/workspace/transaction/lock/holder.ts',
    'Complete the ids of tascs in fish': 'src/operations/shellCompletion/scripts.ts',
    'Wrap long words in the cells of a markdown table of the terminal UI': 'src/tui/markdown/table.ts',
    'Slugs of file names keep digits of other scripts': 'src/model/slug.ts',
    'The merge driver keeps both cards when two branches move one': 'src/model/merge/board.ts',
    'Report SARIF with the column where a finding ends': 'src/present/views/checking/sarif.ts',
    'Keep the undo history to the last fifty transactions': 'src/workspace/transaction/history.ts',
    'Warn when a git hook of husky calls an old doc-ops': 'src/workspace/hooks/hookFile.ts',
  });
  assert.ok(wrong.length <= 2, wrong.join('\n'));
});

const erk = join(dirname(repositoryRoot), 'shared/corpora/erk/docs');
const asked = existsSync(erk) ? test : test.skip;
if (!existsSync(erk)) console.log('SKIPPED twelve goals about erk: ../shared is not there');
const aboutErk: Questions = {
  'Name the branch of a plan from its title': 'branch-name-inference.md',
  'Retry GitHub API calls after a transient network error': 'github-api-retry-mechanism.md',
  'Add a method to a gateway with its fake and its dry run': 'gateway-abc-implementation.md',
  'Explain what breaks after gt restack': 'git-graphite-quirks.md',
  'Test code that prompts a model without mocking subprocess': 'prompt-executor-gateway.md',
  'Parse metadata blocks in issue comments': 'metadata-blocks.md',
  'Keep the context of a plan when it is planned again': 'context-preservation-in-replan.md',
  'Store scratch files of a session': 'scratch-storage.md',
  'Fields of a learn plan header': 'learn-plan-metadata-fields.md',
  'Recover when a plan does not match its branch': 'plan-mismatch-recovery.md',
  'Reduce the tokens that a plan costs': 'token-optimization-patterns.md',
  'Read the output of a subagent that was persisted': 'subagent-output-handling.md',
};

asked(
  'the context of twelve goals about erk does so, with its documents in doc-ops and beside it',
  async () => {
    for (const place of ['dev_ops/notes', 'docs/learned']) {
      const root = temporaryFolder({ 'dev_ops/board.md': '' });
      cpSync(erk, join(root, place), { recursive: true });
      git(root, ['init', '-q', '-b', 'main']);
      commit(root);
      const wrong = await misses(root, aboutErk);
      assert.ok(wrong.length <= 2, `${place}: ${wrong.join('\n')}`);
    }
  },
);

test.run();
