import type { StaleBy } from '../../model/ledger/freshness.js';
import type { InputChanges } from '../../model/ledger/inputChanges.js';

/** Files named in one sentence; the data has all of them. */
const named = 4;

/** Why a proof is not of what is there now; which files, where that is known. */
export function describeStale(by: StaleBy, changes?: InputChanges): string {
  switch (by.kind) {
    case 'definition':
      return 'its definition has changed';
    case 'inputs':
      return changes ? `its inputs have changed: ${describeChanges(changes)}` : 'its inputs have changed';
    case 'changed-inputs':
      return 'its command changes its own inputs';
    case 'results':
      return 'it was approved for other results';
    case 'rejected':
      return 'it was rejected since';
    case 'dependency':
      return `it needs ${by.tasc}`;
  }
}

function describeChanges({ added, removed, changed }: InputChanges): string {
  const all = [
    ...changed.map((path) => `${path} changed`),
    ...added.map((path) => `${path} added`),
    ...removed.map((path) => `${path} removed`),
  ];
  const more = all.length > named ? ` and ${all.length - named} more` : '';
  return `${all.slice(0, named).join(', ')}${more}`;
}
