import anyAscii from 'any-ascii';
import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { slugFromTitle } from '../../src/model/slug.js';

const slug = (title: string) => slugFromTitle(title, anyAscii);

test('titles become file names', () => {
  assert.is(slug('Fix: the "500" on /login # now'), 'fix-the-500-on-login-now');
  assert.is(slug('Übergröße für Straße'), 'ubergrosse-fur-strasse');
  assert.is(slug('Привет'), 'privet');
  assert.is(slug('🚀 launch'), 'rocket-launch');
  assert.is(slug("Don't cache users' tokens"), 'dont-cache-users-tokens');
  assert.is(slug('../../etc/passwd'), 'etc-passwd');
  assert.is(slug('-leading, trailing-'), 'leading-trailing');
  assert.is(slug('u\u0308ber'), 'uber');
});

test('a title without letters is untitled', () => {
  for (const title of ['', '  ', '…', '---', '\u0000\u001b', '\u{10ffff}'])
    assert.is(slug(title), 'untitled');
});

test('long titles are cut between words', () => {
  assert.is(
    slug('One two three four five six seven eight nine ten eleven twelve'),
    'one-two-three-four-five-six-seven-eight-nine-ten',
  );
  assert.is(slug('x'.repeat(80)), 'x'.repeat(50));
  assert.is(slug(`a ${'x'.repeat(80)}`), `a-${'x'.repeat(48)}`);
  assert.is(slug(`${'x'.repeat(50)} y`), 'x'.repeat(50));
});

test('every title gives a slug that any file system takes, and a slug is its own slug', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 120 }), (title) => {
      const made = slug(title);
      assert.match(made, /^[a-z0-9]+(-[a-z0-9]+)*$/);
      assert.ok(made.length <= 50);
      assert.is(slug(made), made);
    }),
    { seed: 1, numRuns: 500 },
  );
});

test.run();
