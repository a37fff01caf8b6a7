import fs from 'node:fs';
import { relative, resolve, sep } from 'node:path';
import type { InferOutput } from 'valibot';
import { withDocumentsFolder } from '../../../interop/packageJson.js';
import { newBoard } from '../../../model/board/create.js';
import type { FileOperation } from '../../../model/fileOperation.js';
import { failure, type Result, success } from '../../../model/result.js';
import { fileExists } from '../../../workspace/corpus/boardSetting.js';
import { ioFailure } from '../../../workspace/files/ioFailure.js';
import { type InitPlace, placeForInit } from '../../../workspace/files/makeFolder.js';
import { isInside } from '../../../workspace/files/safePath.js';
import { makeStateFolder } from '../../../workspace/files/stateFolders.js';
import { installHooks } from '../../../workspace/hooks/manage.js';
import { openAt } from '../../../workspace/open.js';
import type { Transaction } from '../../../workspace/transaction/transaction.js';
import type { Workspace } from '../../../workspace/workspace.js';
import { type AdoptionReport, adoptDecisions, findDecisionFolders } from '../../documents/adopt/adopt.js';
import { configTemplate } from '../../documents/adopt/configTemplate.js';
import { setUpEditor } from '../../documents/adopt/editorSetup.js';
import { transact } from '../../transact.js';
import { type Context, defineVerb, flag, type Outcome, text } from '../../verb.js';
import { programPlace } from '../checking/hooks/programPlace.js';
import type { initialised } from '../output/start.js';

export type Initialised = InferOutput<typeof initialised>;

interface Wishes {
  readonly adopt: string | undefined;
  readonly hooks: boolean;
}

export const verb = defineVerb({
  name: 'init',
  summary: 'Create dev_ops/ with a board in this repository',
  description:
    'Changes no existing file, so you can run it again. In a terminal it asks; --yes takes the defaults: no hooks, no adoption. The folder goes to the top of the git repository. doc-ops undo takes it back.',
  options: {
    yes: flag('ask nothing and take the defaults', { short: 'y' }),
    hooks: flag('also install the git hooks'),
    adopt: text('copy the decisions (ADRs) of this folder; the originals stay', {
      value: 'folder',
      completes: 'folder',
    }),
    folder: text("name of the documents' folder, written to package.json", { value: 'name' }),
    editor: flag('write JSON Schemas and VS Code settings; repeat after you change config.yaml'),
    here: flag('use this folder, not the top of the git repository'),
  },
  examples: {
    'doc-ops init': 'asks two questions and creates dev_ops/',
    'doc-ops init --yes --hooks': 'asks nothing and installs the hooks',
    'doc-ops init --yes --editor': 'makes editors complete and check config.yaml and front matter',
    'doc-ops init --adopt docs/adr': 'copies existing decisions, with ids and front matter',
  },
  writes: true,
  needs: 'nothing',
  run: async (context, input): Promise<Result<Outcome<Initialised>>> => {
    const isNamed = context.startFolder !== context.environment.cwd;
    const place = await placeForInit(context.environment, context.startFolder, {
      here: input.here || isNamed,
      folder: input.folder,
    });
    if (!place.ok) return place;
    const wishes = await ask(input.yes ? { ...context, person: null } : context, place.value, input);
    if (!wishes.ok) return wishes;
    const { root, folder, inGit } = place.value;
    const workspace = await openAt(context.environment, root, folder);
    if (!workspace.ok) return workspace;
    const filled = await fill(context, workspace.value, place.value, wishes.value.adopt, input.editor);
    if (!filled.ok) return filled;
    const hooks = wishes.value.hooks && inGit;
    const installed = hooks
      ? await installHooks(workspace.value, programPlace(), context.dryRun)
      : success({ changes: [] as readonly FileOperation[] });
    if (!installed.ok) return installed;
    const { data, changes = [] } = filled.value;
    return success({
      data: { root, folder, ...data, hooks, inGit, next: nextSteps(hooks || !inGit) },
      changes: [...changes, ...installed.value.changes],
      notes: [
        ...(filled.value.notes ?? []),
        ...(wishes.value.hooks && !inGit ? ['this is not a git repository, so no hooks were installed'] : []),
      ],
    });
  },
});

/** Questions only where the command line does not answer them. */
async function ask(
  { person, environment }: Context,
  { root, inGit }: InitPlace,
  given: { readonly adopt: string | undefined; readonly hooks: boolean },
): Promise<Result<Wishes>> {
  const named =
    given.adopt === undefined ? success(undefined) : adoptFolder(environment.cwd, root, given.adopt);
  if (!named.ok || !person) return named.ok ? success({ adopt: named.value, hooks: given.hooks }) : named;
  let adopt: string | undefined = named.value;
  const [found] = adopt === undefined ? findDecisionFolders(root) : [];
  if (found) {
    const question =
      found.count === 1
        ? `${found.folder}/ holds a decision. Take it over as an ADR document? The original stays.`
        : `${found.folder}/ holds ${found.count} decisions. Take them over as ADR documents? The originals stay.`;
    const answer = await person.confirm(question, true);
    if (answer === null) return left();
    if (answer) adopt = found.folder;
  }
  if (given.hooks || !inGit) return success({ adopt, hooks: given.hooks });
  const hooks = await person.confirm('Let git check every commit with a hook?', true);
  return hooks === null ? left() : success({ adopt, hooks });
}

function left(): Result<never> {
  return failure('needs-person', 'left without an answer: nothing was made', {
    hint: 'doc-ops init --yes asks nothing',
  });
}

/** A folder as the person names it, from where they stand or from the root; root-relative. */
function adoptFolder(cwd: string, root: string, named: string): Result<string> {
  const found = [resolve(cwd, named), resolve(root, named)].find((path) => fs.existsSync(path));
  if (found === undefined) return failure('usage', `${named} is not a folder`);
  const real = fs.realpathSync(found);
  if (!isInside(root, real) || real === root)
    return failure('outside-root', `${named} is not a folder below ${root}`);
  return success(relative(root, real).split(sep).join('/'));
}

type Filled = Pick<Initialised, 'created' | 'adopted' | 'skipped'>;

async function fill(
  context: Context,
  workspace: Workspace,
  place: InitPlace,
  adopt: string | undefined,
  editor: boolean,
): Promise<Result<Outcome<Filled>>> {
  if (!context.dryRun) {
    const made = prepareState(workspace);
    if (!made.ok) return made;
  }
  return transact<Filled>({ ...context, workspace }, 'init', async (transaction) => {
    const renamed = place.renames ? await nameFolder(transaction, place.folder) : success(null);
    if (!renamed.ok) return renamed;
    for (const [path, text] of [
      [`${workspace.folder}/board.md`, newBoard(workspace.config.board)],
      [`${workspace.folder}/config.yaml`, configTemplate()],
    ] as const)
      if (!fileExists(workspace, path)) transaction.create(path, text);
    const report =
      adopt === undefined
        ? success<AdoptionReport>({ adopted: [], skipped: [] })
        : await adoptDecisions(transaction, adopt);
    if (!report.ok) return report;
    const { notes } = editor ? await setUpEditor(transaction) : { notes: [] };
    return transaction.commit({
      data: { ...report.value, created: transaction.operations().map(({ path }) => path) },
      notes,
    });
  });
}

/** Also where nothing else is written: a folder without its .gitignore would be committed one day. */
function prepareState(workspace: Workspace): Result<null> {
  try {
    makeStateFolder(workspace);
    return success(null);
  } catch (error) {
    return ioFailure(error, `${workspace.folder}/ cannot be made`);
  }
}

async function nameFolder(transaction: Transaction, folder: string): Promise<Result<null>> {
  const before = transaction.read('package.json');
  if (!before.ok) return before;
  const after = await withDocumentsFolder(before.value, folder);
  if (!after.ok) return after;
  transaction.edit('package.json', after.value);
  return success(null);
}

function nextSteps(isChecked: boolean): string[] {
  return [
    'doc-ops create task "The first thing to do"',
    'doc-ops board',
    isChecked ? 'doc-ops validate' : 'doc-ops hooks install',
  ];
}
