import fs from 'node:fs';
import { type Transaction, withTransaction } from '../../../src/workspace/transaction/transaction.js';
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
  for (let i = 0; i < Number(count); i++) {
    const line = `${name}-${i}`;
    const append = async (transaction: Transaction) => {
      for (const path of ['dev_ops/a.md', 'dev_ops/b.md']) {
        const text = transaction.read(path);
        if (!text.ok) return text;
        transaction.edit(path, `${text.value}${line}\n`);
      }
      return transaction.commit({});
    };
    await must(withTransaction(workspace, `append ${line}`, append));
    fs.writeSync(1, `${line}\n`);
  }
}
