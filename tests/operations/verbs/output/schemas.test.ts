import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type DataOf, type VerbName, verbNames } from '../../../../src/operations/registry.js';
import { dataSchemas, type VerbData } from '../../../../src/operations/verbs/output/schemas.js';

/** Checked by the compiler: each verb returns what its schema says, and the schema says nothing else. */
type Drift = {
  [N in VerbName]: [DataOf<N>, VerbData[N]] extends [VerbData[N], DataOf<N>] ? never : N;
}[VerbName];
const sameTypes: [Drift] extends [never] ? true : Drift = true;

test('every verb has a schema of its data, and nothing else has', () => {
  assert.equal(Object.keys(dataSchemas).sort(), [...verbNames].sort());
  assert.ok(sameTypes);
});

test.run();
