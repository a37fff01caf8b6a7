import fs from 'node:fs';
import { join } from 'node:path';
import { success } from '../../../src/model/result.js';
import { transact } from '../../../src/workspace/transaction/transaction.js';
import { workspaceAt } from '../../workspace/support/testWorkspace.js';
import { change, must, runVerb, type VerbName } from './scenario.js';

/*
 * A process to be killed. `child.js ROOT change|undo|redo` runs one verb. `child.js ROOT append NAME COUNT` adds
 * COUNT lines to each of two files, reading and writing them anew for every line, and prints each line that is done.
 */
const [root = '', verb = '', name = '', count = '0'] = process.argv.slice(2);
const workspace = workspaceAt(root);
if (verb === 'change') await must(change(workspace));
else if (verb !== 'append') await must(runVerb(workspace, verb as VerbName));
else {
  const add = (path: string, line: string) => {
    const before = fs.readFileSync(join(root, path), 'utf8');
    return { kind: 'update', path, before, after: `${before}${line}\n` } as const;
  };
  for (let i = 0; i < Number(count); i++) {
    const line = `${name}-${i}`;
    const plan = async () =>
      success({ changes: [add('dev_ops/a.md', line), add('dev_ops/b.md', line)], data: null });
    await must(transact(workspace, `append ${line}`, plan));
    fs.writeSync(1, `${line}\n`);
  }
}
