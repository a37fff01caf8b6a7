import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { editorArguments } from '../../../src/workspace/process/editor.js';

const cases: readonly (readonly [editor: string, given: readonly string[]])[] = [
  ['vim', ['+12', 'a.md']],
  ['/usr/bin/nvim -u NONE', ['+12', 'a.md']],
  ['nano', ['+12', 'a.md']],
  ['emacsclient -t', ['+12', 'a.md']],
  ['code --wait', ['--goto', 'a.md:12']],
  ['hx', ['a.md:12']],
  ['subl -w', ['a.md:12']],
  ['ed', ['a.md']],
  ['', ['a.md']],
];

test('an editor is told the line in the way that it knows', () => {
  for (const [editor, given] of cases) {
    assert.equal(editorArguments(editor, 'a.md', 12), given, editor);
    assert.equal(editorArguments(editor, 'a.md', null), ['a.md'], editor);
    assert.equal(editorArguments(editor, 'a.md', 1), ['a.md'], editor);
  }
});

test.run();
