import { newBoard } from '../model/board/create.js';
import { defaultConfig } from '../model/config.js';
import { type Result, success } from '../model/result.js';
import { fileExists } from '../workspace/boardSetting.js';
import { installHooks } from '../workspace/hooks/manage.js';
import { makeDocumentsFolder, placeForInit } from '../workspace/makeFolder.js';
import { openAt } from '../workspace/open.js';
import type { Workspace } from '../workspace/workspace.js';
import { type Adoption, adoptDecisions, findDecisionFolders } from './adopting.js';
import { change } from './change.js';
import { configTemplate } from './configTemplate.js';
import { programPlace } from './hooks/programPlace.js';
import { type Context, defineVerb, flag, text } from './verb.js';

export interface Initialised {
  /** Absolute. */
  readonly root: string;
  readonly folder: string;
  /** Root-relative paths that were made; empty when all stood already. */
  readonly created: readonly string[];
  readonly adopted: readonly Adoption[];
  readonly hooks: boolean;
  readonly inGit: boolean;
  readonly next: readonly string[];
}

/** `init` */
export const verb = defineVerb({
  name: 'init',
  group: 'documents',
  summary: 'Make dev_ops/ with a board in this repository',
  description:
    'Touches nothing that exists, so that it can be run again. Asks in a terminal; --yes takes the defaults.',
  arguments: {},
  options: {
    yes: flag('ask nothing, take the defaults', { short: 'y' }),
    hooks: flag('install the git hooks as well'),
    adopt: text('take over the decisions (ADRs) of this folder; the originals stay', {
      value: 'folder',
      completes: 'path',
    }),
    here: flag('in this folder, not at the top of the git repository'),
  },
  examples: [
    { command: 'doc-ops init', shows: 'asks two questions and makes dev_ops/' },
    { command: 'doc-ops init --yes --hooks', shows: 'without questions, hooks installed' },
    {
      command: 'doc-ops init --adopt docs/adr',
      shows: 'brings existing decisions in, with ids and front matter',
    },
  ],
  writes: true,
  needs: 'nothing',
  run: async (context, input) => {
    const place = placeForInit(context.environment, context.startFolder, input.here);
    if (!place.ok) return place;
    const person = input.yes ? null : context.person;
    const { root, folder } = place.value;
    const existed = place.value.exists;
    const adopt = input.adopt ?? (await offerAdoption(context, root, person !== null));
    const hooks =
      input.hooks ||
      (person !== null &&
        place.value.inGit &&
        (await person.confirm('Check every commit with a git hook?', true)) === true);
    if (context.dryRun) {
      const created = existed ? [] : [`${folder}/board.md`, `${folder}/config.yaml`];
      return success({
        data: summary(root, folder, created, [], hooks, place.value.inGit),
        notes: created.map((path) => `would create ${path}`),
      });
    }
    const made = makeDocumentsFolder(root, folder);
    if (!made.ok) return made;
    const workspace = await openAt(context.environment, root, folder);
    if (!workspace.ok) return workspace;
    const filled = await fill({ ...context, workspace: workspace.value }, workspace.value, adopt);
    if (!filled.ok) return filled;
    if (hooks && place.value.inGit) {
      const installed = await installHooks(workspace.value, programPlace(), false);
      if (!installed.ok) return installed;
    }
    const { created, adopted } = filled.value;
    return success({
      data: summary(root, folder, created, adopted, hooks && place.value.inGit, place.value.inGit),
    });
  },
});

async function offerAdoption(context: Context, root: string, asks: boolean): Promise<string | undefined> {
  if (!asks || !context.person) return undefined;
  const [found] = findDecisionFolders(root);
  if (!found) return undefined;
  const yes = await context.person.confirm(
    `${found.folder} holds ${found.count} decisions. Take them over as ADR documents? The originals stay.`,
    true,
  );
  return yes ? found.folder : undefined;
}

async function fill(
  context: Context,
  workspace: Workspace,
  adopt: string | undefined,
): Promise<Result<{ created: string[]; adopted: readonly Adoption[] }>> {
  const done = await change<{ created: string[]; adopted: readonly Adoption[] }>(
    context,
    'init',
    async (draft) => {
      const created: string[] = [];
      for (const [path, text] of [
        [`${workspace.folder}/board.md`, newBoard(defaultConfig.board)],
        [`${workspace.folder}/config.yaml`, configTemplate()],
      ] as const) {
        if (fileExists(workspace, path)) continue;
        draft.create(path, text);
        created.push(path);
      }
      const adopted = adopt === undefined ? success([]) : await adoptDecisions(draft, adopt);
      if (!adopted.ok) return adopted;
      return success({
        data: { created: [...created, ...adopted.value.map(({ path }) => path)], adopted: adopted.value },
      });
    },
  );
  return done.ok ? success(done.value.data) : done;
}

function summary(
  root: string,
  folder: string,
  created: readonly string[],
  adopted: readonly Adoption[],
  hooks: boolean,
  inGit: boolean,
): Initialised {
  const next = [
    'doc-ops create task "The first thing to do"',
    'doc-ops board',
    hooks || !inGit ? 'doc-ops validate' : 'doc-ops hooks install',
  ];
  return { root, folder, created, adopted, hooks, inGit, next };
}
