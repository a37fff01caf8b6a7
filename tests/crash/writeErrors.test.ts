import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { disturbEverywhere } from './support/disturb.js';
import { verbNames } from './support/scenario.js';

for (const verb of verbNames) {
  // `!`: the operation is carried out and yet reported as failed.
  for (const kind of ['ENOSPC@', 'EIO@', 'EACCES@', 'EIO@!']) {
    test(`${verb}: ${kind} any operation leaves all of it or none`, async () => {
      assert.ok((await disturbEverywhere(verb, kind)).has('before'));
    });
  }
}

for (const kind of ['ENOSPC@+', 'EIO@+']) {
  test(`change: ${kind} any operation and all that follow leaves all of it or none`, async () => {
    assert.ok((await disturbEverywhere('change', kind)).has('before'));
  });
}

test.run();
