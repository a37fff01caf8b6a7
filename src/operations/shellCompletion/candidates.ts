import { commonFields, type DocumentType, holdsTascs } from '../../model/document/type.js';
import { parseId } from '../../model/ids.js';
import { fieldKinds } from '../../model/links/fieldLinks.js';
import { relationNames } from '../../model/links/relations.js';
import { ruleIds } from '../../model/ruleIds.js';
import { realEnvironment } from '../../workspace/environment.js';
import { readText } from '../../workspace/files/readText.js';
import { openWorkspace } from '../../workspace/open.js';
import type { Workspace } from '../../workspace/workspace.js';
import type { Candidate, CompletionQuestion } from './candidate.js';
import { documentIds } from './documentIds.js';

/** What there is of a kind in this workspace. The caller leaves out what does not fit. */
async function candidatesFor(workspace: Workspace, asked: CompletionQuestion): Promise<readonly Candidate[]> {
  const { config } = workspace;
  switch (asked.completes) {
    case 'id':
      return documentIds(workspace, asked.start);
    case 'archived':
      return documentIds(workspace, asked.start, config.types, 'archive/');
    case 'objective':
      return documentIds(
        workspace,
        asked.start,
        config.types.filter(({ name }) => name === 'objective'),
      );
    case 'plan':
      return planIds(workspace, asked.start);
    case 'tasc':
      return tascs(workspace, asked.before[0] ?? '');
    case 'plan/tasc': {
      const slash = asked.start.indexOf('/');
      if (slash < 0) return planIds(workspace, asked.start);
      const plan = asked.start.slice(0, slash);
      return (await tascs(workspace, plan)).map((one) => ({ ...one, value: `${plan}/${one.value}` }));
    }
    case 'type':
      return config.types.map(({ name, folder, prefix }) => ({
        value: name,
        description: `${prefix}-…, ${workspace.folder}/${folder}/`,
      }));
    case 'status':
      return statuses(typesOf(workspace, asked.before));
    case 'column':
      return columns(workspace);
    case 'relation':
      return relations(workspace);
    case 'field':
      return fields(workspace, typesOf(workspace, asked.before));
    case 'assignment':
      return assignments(workspace, asked);
    case 'rule':
      return ruleIds.map((value) => ({ value, description: '' }));
    case 'schema':
      return ['config', 'tascs', 'output', ...config.types.map(({ name }) => name)].map((value) => ({
        value,
        description: '',
      }));
    case 'verb':
    case 'path':
    case 'folder':
      return [];
  }
}

function planIds(workspace: Workspace, start: string): Candidate[] {
  const plans = workspace.config.types.filter(holdsTascs);
  return documentIds(workspace, start, plans);
}

async function tascs(workspace: Workspace, plan: string): Promise<Candidate[]> {
  const { loadPlanDocument } = await import('../plans/loadPlan.js');
  const loaded = await loadPlanDocument(workspace, plan);
  if (!loaded.ok) return [];
  return (loaded.value.plan?.tascs ?? []).map(({ id, title }) => ({ value: id, description: title }));
}

/** The types that the arguments before name, by an id or by name; all of them where they name none. */
function typesOf({ config }: Workspace, before: readonly string[]): readonly DocumentType[] {
  const named = before.flatMap((word) => {
    const type = parseId(word, config.types)?.type ?? config.types.find(({ name }) => name === word);
    return type ? [type] : [];
  });
  return named.length > 0 ? named : config.types;
}

function statuses(types: readonly DocumentType[]): Candidate[] {
  const holders = new Map<string, string[]>();
  for (const type of types)
    for (const status of type.statuses) holders.set(status, [...(holders.get(status) ?? []), type.name]);
  return [...holders].map(([value, names]) => ({ value, description: names.join(', ') }));
}

/** Columns of the board as it is, then the others of config.yaml. */
async function columns(workspace: Workspace): Promise<Candidate[]> {
  const { readStructure } = await import('../../model/board/structure.js');
  const { board } = workspace.config;
  const text = readText(workspace, `${workspace.folder}/board.md`);
  const present = text.ok ? readStructure(text.value).sections.filter((one) => !one.archive) : [];
  const described = present.map(({ name, cards }) => ({
    value: name,
    description: `${cards.length} ${cards.length === 1 ? 'card' : 'cards'}`,
  }));
  const others = board.columns.filter(
    ({ name }) => !present.some((one) => one.name.toLowerCase() === name.toLowerCase()),
  );
  return [...described, ...others.map(({ name, status }) => ({ value: name, description: status }))];
}

function relations({ config }: Workspace): Candidate[] {
  const inverses = Object.entries(config.relations);
  return relationNames(config.relations).map((value) => {
    const inverse = inverses.find(([name]) => name === value)?.[1];
    const forward = inverses.find(([, name]) => name === value)?.[0];
    return { value, description: inverse ? `the other is ${inverse}` : `the other ${forward ?? ''}` };
  });
}

function fields({ config }: Workspace, types: readonly DocumentType[]): Candidate[] {
  const kinds = new Map(types.flatMap((type) => [...fieldKinds(type, config)]));
  const ranked = [...kinds].sort(([a], [b]) => rank(a) - rank(b));
  return ranked.map(([value, kind]) => ({
    value,
    description: kind.kind === 'choice' ? kind.values.join(', ') : kind.kind,
  }));

  function rank(key: string): number {
    if (Object.hasOwn(commonFields, key)) return 0;
    return types.some((type) => Object.hasOwn(type.fields, key)) ? 1 : 2;
  }
}

/** `key=`, and behind it what the key may hold. */
function assignments(workspace: Workspace, { start, before }: CompletionQuestion): Candidate[] {
  const types = typesOf(workspace, before);
  const written = /^([A-Za-z_][\w-]*)([+-]?=)/.exec(start);
  if (!written) {
    return fields(workspace, types)
      .filter(({ value }) => value !== 'id' && value !== 'created')
      .map((one) => ({ ...one, value: `${one.value}=`, isOpen: true }));
  }
  const [head, key = ''] = written;
  const kind = types
    .map((type) => fieldKinds(type, workspace.config).get(key))
    .find((one) => one !== undefined);
  const values = (): Candidate[] => {
    if (key === 'status') return statuses(types);
    switch (kind?.kind) {
      case 'choice':
        return kind.values.map((value) => ({ value, description: '' }));
      case 'id':
      case 'ids':
      case 'references':
        return documentIds(workspace, start.slice(head.length));
      default:
        return [];
    }
  };
  return values().map((one) => ({ ...one, value: head + one.value }));
}

/**
 * What there is in the workspace around; nothing where there is none, since a person who presses Tab wants no error.
 * Nothing is written, recovered or waited for.
 */
export async function lookUp(
  asked: CompletionQuestion,
  root: string | undefined,
): Promise<readonly Candidate[]> {
  const environment = realEnvironment();
  const start = root ?? environment.env.DOC_OPS_ROOT;
  const opened = await openWorkspace({ environment, ...(start === undefined ? {} : { root: start }) });
  return opened.ok ? candidatesFor(opened.value, asked) : [];
}
