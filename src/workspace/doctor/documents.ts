import { parseBoard } from '../../model/board/parse.js';
import { boardLinkStyle, fileExists } from '../corpus/boardSetting.js';
import { readText } from '../files/readText.js';
import type { Workspace } from '../workspace.js';
import type { Inspected } from './check.js';
import { vaultNear } from './machine.js';

/** The documents' folder, its configuration and its board. */
export function inspectDocuments(workspace: Workspace): Inspected[] {
  return [
    { check: 'documents', state: 'ok', message: `${workspace.root}/${workspace.folder}` },
    ...config(workspace),
    board(workspace),
    ...vault(workspace),
  ];
}

function config({ folder, configFindings, ...workspace }: Workspace): Inspected[] {
  if (configFindings.length === 0) {
    const there = fileExists({ folder, configFindings, ...workspace }, `${folder}/config.yaml`);
    return [{ check: 'config', state: 'ok', message: there ? `${folder}/config.yaml is valid` : 'defaults' }];
  }
  return configFindings.map(({ path, span, message, suggestion, severity }) => ({
    check: 'config',
    state: severity === 'error' ? 'broken' : 'warning',
    message: `${path}${span ? `:${span.line}:${span.column}` : ''}: ${message}`,
    ...(suggestion === undefined ? {} : { hint: `did you mean ${suggestion}?` }),
  }));
}

function board(workspace: Workspace): Inspected {
  const check = 'board';
  const path = `${workspace.folder}/board.md`;
  if (!fileExists(workspace, path))
    return { check, state: 'warning', message: 'there is none', hint: 'doc-ops board rebuild makes one' };
  const text = readText(workspace, path);
  if (!text.ok) return { check, state: 'broken', message: `${path}: ${text.problem.message}` };
  if (/^(?:<{7}|>{7}) /m.test(text.value))
    return {
      check,
      state: 'broken',
      message: `${path} holds conflict markers`,
      hint: 'finish the merge by hand',
    };
  const { types, relations, board: setting } = workspace.config;
  const { columns } = parseBoard(text.value, types, relations);
  const names = new Set(columns.map(({ name }) => name.toLowerCase()));
  const missing = setting.columns
    .filter(({ name }) => !names.has(name.toLowerCase()))
    .map(({ name }) => name);
  if (missing.length > 0) {
    return {
      check,
      state: 'warning',
      message: `${path} has no column ${missing.join(', ')}`,
      hint: 'add the heading, or change board.columns in config.yaml',
    };
  }
  const cards = columns.reduce((sum, column) => sum + column.cards.length, 0);
  return { check, state: 'ok', message: `${path}, ${cards} ${cards === 1 ? 'card' : 'cards'}` };
}

function vault(workspace: Workspace): Inspected[] {
  const found = vaultNear(`${workspace.root}/${workspace.folder}`);
  if (found === null) return [];
  if (boardLinkStyle(workspace) === 'file')
    return [
      {
        check: 'obsidian',
        state: 'ok',
        message: `vault ${found}; cards are written as Obsidian follows them`,
      },
    ];
  return [
    {
      check: 'obsidian',
      state: 'warning',
      message: `the documents are in the vault ${found}, where links by id lead nowhere`,
      hint: 'board.links: file in config.yaml, then doc-ops board sync',
    },
  ];
}
