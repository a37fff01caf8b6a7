import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type BlockPlace, blockState, withBlock, withoutBlock } from '../../../src/workspace/hooks/block.js';
import { attributesLine } from '../../../src/workspace/hooks/lines.js';

const inScript: BlockPlace = { at: 'after the shebang', newFile: '#!/bin/sh\n' };
const atEnd: BlockPlace = { at: 'at the end', newFile: '' };

const line = fc.oneof(
  fc.constantFrom(
    '',
    '#!/bin/sh',
    '#!/bin/bash -e',
    'exit 0',
    'exec true',
    '# >>> other >>>',
    '# <<< doc-ops',
    '\xe9',
  ),
  fc.string({ maxLength: 12 }).map((text) => text.replace(/[\r\n]/g, '')),
);
const file = fc
  .tuple(fc.array(line, { maxLength: 8 }), fc.constantFrom('\n', '\r\n'), fc.boolean())
  .map(([lines, eol, ended]) => lines.join(eol) + (ended ? eol : ''));

for (const place of [inScript, atEnd]) {
  test(`a block ${place.at} leaves no trace`, () => {
    fc.assert(
      fc.property(fc.option(file, { nil: null }), (text) => {
        const added = withBlock(text, ['one', 'two'], place);
        assert.is(blockState(added), 'whole');
        assert.is(withoutBlock(added, place), text);
      }),
      { seed: 1, numRuns: 2000 },
    );
  });

  test(`a block ${place.at} is put in once, and brought up to date where it stands`, () => {
    fc.assert(
      fc.property(fc.option(file, { nil: null }), file, (text, more) => {
        const old = withBlock(text, ['old'], place) + more;
        const now = withBlock(old, ['new'], place);
        assert.is(
          now,
          old.replace('\nold\n', () => '\nnew\n'),
        );
        assert.is(withBlock(now, ['new'], place), now);
        assert.is(withoutBlock(now, place), withoutBlock(old, place));
      }),
      { seed: 1, numRuns: 1000 },
    );
  });
}

test('goes right after the shebang', () => {
  assert.is(
    withBlock('#!/usr/bin/env bash\nset -e\nexit 0\n', ['check'], inScript),
    '#!/usr/bin/env bash\n# >>> doc-ops >>>\ncheck\n# <<< doc-ops <<<\nset -e\nexit 0\n',
  );
  assert.is(
    withBlock('exit 0\n', ['check'], inScript),
    '# >>> doc-ops >>>\ncheck\n# <<< doc-ops <<<\nexit 0\n',
  );
});

test('ends a shebang without a line ending, and takes that ending out again', () => {
  const added = withBlock('#!/bin/sh', ['check'], inScript);
  assert.match(added, /^#!\/bin\/sh\n# >>> doc-ops >>>\n/);
  assert.is(withoutBlock(added, inScript), '#!/bin/sh');
});

test('a line that somebody added below keeps its own line', () => {
  const added = `${withBlock('*.png binary', ['x merge=doc-ops'], atEnd)}*.jpg binary\n`;
  assert.is(withoutBlock(added, atEnd), '*.png binary\n*.jpg binary\n');
});

test('a file that was made for the block goes only while it holds nothing else', () => {
  const made = withBlock(null, ['check'], inScript);
  assert.is(withoutBlock(made, inScript), null);
  assert.is(withoutBlock(`${made}echo mine\n`, inScript), '#!/bin/sh\necho mine\n');
  assert.is(withoutBlock(withBlock('#!/bin/sh\n', ['check'], inScript), inScript), '#!/bin/sh\n');
  assert.is(withoutBlock(withBlock('', ['check'], atEnd), atEnd), '');
});

test('a block without one of its marks is damaged', () => {
  const whole = withBlock('#!/bin/sh\n', ['check'], inScript);
  assert.is(blockState(whole), 'whole');
  assert.is(blockState(whole.replace('# <<< doc-ops <<<\n', '')), 'damaged');
  assert.is(blockState(whole.replace('# >>> doc-ops >>>\n', '')), 'damaged');
  assert.is(blockState(whole + whole), 'damaged');
  assert.is(blockState('# <<< doc-ops <<<\n# >>> doc-ops >>>\n'), 'damaged');
  assert.is(blockState('echo "# >>> doc-ops >>>"\n'), 'absent');
});

test('names any folder in .gitattributes as git reads it', () => {
  assert.is(attributesLine('dev_ops'), 'dev_ops/**/*.md merge=doc-ops');
  assert.is(attributesLine('my docs'), '"my docs/**/*.md" merge=doc-ops');
  assert.is(attributesLine('a[b]*'), 'a\\[b\\]\\*/**/*.md merge=doc-ops');
  assert.is(attributesLine('#1'), '"#1/**/*.md" merge=doc-ops');
});

test.run();
