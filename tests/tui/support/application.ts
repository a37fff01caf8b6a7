import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import { analystHere } from '../../../src/tui/effects/analyst.js';
import { Effects } from '../../../src/tui/effects/effects.js';
import { startState } from '../../../src/tui/state/start.js';
import { Store } from '../../../src/tui/store.js';
import { temporaryFolder } from '../../support/folder.js';
import { docOps, git } from '../../support/process.js';
import { hostWith } from './host.js';
import { keyNamed } from './press.js';

const opened: Effects[] = [];

/** End the applications that a test opened. */
export async function endAll(): Promise<void> {
  for (const one of opened.splice(0)) await one.end();
}

/** The application without a screen, over a repository. What a key asks for is done when `press` ends. */
export function application(root: string) {
  let quit = false;
  const effects: Effects = new Effects(
    hostWith({
      dispatch: (event) => store.dispatch(event),
      quit: () => {
        quit = true;
      },
      analyst: analystHere(root),
      root,
    }),
  );
  opened.push(effects);
  const store = new Store(startState({ columns: 120, rows: 40 }, false), (effect) => effects.perform(effect));
  const press = async (...names: string[]) => {
    for (const name of names) {
      store.dispatch({ kind: 'key', key: keyNamed(name) });
      await effects.idle();
    }
  };
  const type = async (text: string) => {
    store.dispatch({ kind: 'key', key: { name: 'paste', text, pasted: true } });
    await effects.idle();
  };
  return { store, effects, press, type, hasQuit: () => quit };
}

/** A repository with four tasks and a plan. */
export function repository(): string {
  const root = temporaryFolder();
  git(root, ['init', '-q', '-b', 'main']);
  assert.is(docOps(root, ['init', '--yes']).code, 0);
  for (const title of ['One', 'Two', 'Three', 'Four'])
    assert.is(docOps(root, ['create', 'task', title]).code, 0);
  assert.is(docOps(root, ['create', 'plan', 'A plan']).code, 0);
  git(root, ['add', '-A']);
  git(root, ['commit', '-q', '-m', 'start']);
  return root;
}

/** Every file of the repository with its bytes and mode, but for git's and what doc-ops keeps for itself. */
export function filesOf(root: string): string {
  const found: string[] = [];
  const walk = (folder: string) => {
    for (const name of readdirSync(folder).sort()) {
      const path = join(folder, name);
      if (name === '.state' || name === '.git') continue;
      const stat = statSync(path);
      if (stat.isDirectory()) walk(path);
      else found.push(`${path} ${stat.mode} ${readFileSync(path, 'base64')}`);
    }
  };
  walk(root);
  return found.join('\n');
}
