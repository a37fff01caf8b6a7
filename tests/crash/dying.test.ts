import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { disturbEverywhere } from './support/disturb.js';
import { verbNames } from './support/scenario.js';

for (const verb of verbNames) {
  test(`${verb}: dying at any operation leaves all of it or none`, async () => {
    assert.equal([...(await disturbEverywhere(verb, 'crash@'))].sort(), ['after', 'before']);
  });
}

test.run();
