import { cpSync, existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { openSearch, searchIn } from '../../../../src/operations/documents/search/searchDocuments.js';
import { repositoryRoot, temporaryFolder } from '../../../support/folder.js';
import { openAs } from '../../../workspace/support/gitWorkspace.js';

/** Questions as a person types them, each with the document that answers it. */
type Questions = Readonly<Record<string, string>>;

async function misses(folder: string, questions: Questions, within: number): Promise<string[]> {
  const root = temporaryFolder({ 'dev_ops/board.md': '' });
  cpSync(folder, join(root, 'dev_ops/notes'), { recursive: true });
  const index = await openSearch(await openAs(root));
  const wrong = Object.entries(questions).flatMap(([question, answer]) => {
    const found = searchIn(index, question, { limit: within, excerpts: 0 });
    const paths = found.ok ? found.value.hits.map(({ document }) => document.path) : [];
    return paths.some((path) => path.endsWith(`/${answer}`)) ? [] : [`${question}: ${paths.join(', ')}`];
  });
  index.close();
  return wrong;
}

test('questions about doc-ops find their page among the first three', async () => {
  const questions: Questions = {
    'undo a change': 'undo.md',
    'how do I move a card': 'board.md',
    'merge two branches that change the board': 'merging.md',
    'tab completion for zsh': 'completion.md',
    'approve a manual tasc': 'plans.md',
    'verify the ledger': 'proofs.md',
    'rename a document and its links': 'moving.md',
    'SARIF for code scanning': 'ci.md',
    'search fur documents': 'finding.md',
    'yaml schema for the editor': 'editors.md',
    'execute a plan from typescript': 'library.md',
    'which hook manager works': 'hooks.md',
  };
  assert.equal(await misses(join(repositoryRoot, 'docs'), questions, 3), []);
});

const erk = join(dirname(repositoryRoot), 'shared/corpora/erk/docs');
const asked = existsSync(erk) ? test : test.skip;
if (!existsSync(erk)) console.log('SKIPPED questions about erk: ../shared is not there');
asked('questions about another project find the document that a person would name', async () => {
  const questions: Questions = {
    'naming the branch of a plan': 'branch-name-inference.md',
    'testing without mocking subprocess': 'prompt-executor-gateway.md',
    'what breaks after restack with graphite': 'git-graphite-quirks.md',
    'retry github api after transient network error': 'github-api-retry-mechanism.md',
    'metadta blocks': 'metadata-blocks.md',
    'why are plans sparse after replan': 'context-preservation-in-replan.md',
    'gateway methd checklist': 'gateway-abc-implementation.md',
  };
  assert.equal(await misses(erk, questions, 3), []);
});

test.run();
