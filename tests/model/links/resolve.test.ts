import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { CorpusDocument } from '../../../src/model/corpus.js';
import type { LinkForm } from '../../../src/model/document/facts.js';
import { resolveLink } from '../../../src/model/links/resolve.js';
import { memoryCorpus } from '../../support/memoryCorpus.js';

const corpus = memoryCorpus({
  'dev_ops/plans/PLAN-001-login.md': '---\nid: PLAN-001\n---\n',
  'dev_ops/plans/PLAN-002-one.md': '---\nid: PLAN-002\n---\n',
  'dev_ops/plans/PLAN-002-two.md': '---\nid: PLAN-002\n---\n',
  'dev_ops/adrs/ADR-001-tokens.md': '---\nid: ADR-001\n---\n',
  'docs/Notes.md': '# Notes\n',
  'docs/what?.md': '# What\n',
  'docs/a b.md': '# A B\n',
  'src/auth.py': '',
});
const from = (path: string): CorpusDocument => {
  const document = corpus.document(path);
  if (!document) throw new Error(path);
  return document;
};
const span = { line: 1, column: 1, offset: 0, length: 0 };
const resolve = (form: LinkForm, target: string, path = 'dev_ops/plans/PLAN-001-login.md') =>
  resolveLink(from(path), { form, target, fragment: null, span }, corpus);
const file = (path: string, id: string | null = null) => ({ kind: 'file', path, id });

test('wiki links name documents by id, however it is dressed', () => {
  for (const target of [
    'ADR-001',
    'adr-1',
    'ADR-001-tokens',
    'adrs/ADR-001-tokens',
    'ADR-001-tokens.md',
    'ADR-001-old-name',
  ]) {
    assert.equal(resolve('wiki', target), file('dev_ops/adrs/ADR-001-tokens.md', 'ADR-001'), target);
  }
  assert.equal(resolve('wiki', 'ADR-009'), { kind: 'missing', id: 'ADR-009', path: null });
  assert.equal(resolve('wiki', 'ADR-009-gone'), { kind: 'missing', id: 'ADR-009', path: null });
  assert.equal(resolve('wiki', 'ADX-009'), { kind: 'missing', id: 'ADX-009', path: null });
});

test('of two documents with one id the named file is meant', () => {
  assert.equal(resolve('wiki', 'PLAN-002-two'), file('dev_ops/plans/PLAN-002-two.md', 'PLAN-002'));
  assert.equal(resolve('wiki', 'PLAN-002'), file('dev_ops/plans/PLAN-002-one.md', 'PLAN-002'));
});

test('other wiki links find files as Obsidian does', () => {
  assert.equal(resolve('wiki', 'Notes'), file('docs/Notes.md'));
  assert.equal(resolve('wiki', 'docs/Notes'), file('docs/Notes.md'));
  assert.equal(resolve('wiki', '/docs/Notes.md'), file('docs/Notes.md'));
  assert.equal(resolve('wiki', 'auth.py'), file('src/auth.py'));
  assert.equal(resolve('wiki', 'docs/notes'), { kind: 'wrong-case', path: 'docs/Notes.md' });
  assert.equal(resolve('wiki', 'Nothing'), { kind: 'missing', id: null, path: null });
  assert.equal(resolve('wiki', '../../../../x'), { kind: 'missing', id: null, path: null });
  assert.equal(resolve('wiki', 'https://example.org'), { kind: 'external' });
});

test('of several files a wiki link means the one beside, then from the root, from the documents, by name', () => {
  const places = ['dev_ops/plans/Notes.md', 'Notes.md', 'dev_ops/Notes.md', 'a/Notes.md', 'z/Notes.md'];
  for (const [at, place] of places.slice(0, -1).entries()) {
    const left = Object.fromEntries(places.slice(at).map((path) => [path, '# Notes\n']));
    const some = memoryCorpus({ ...left, 'dev_ops/plans/PLAN-001-login.md': '---\nid: PLAN-001\n---\n' });
    const document = some.document('dev_ops/plans/PLAN-001-login.md');
    assert.ok(document);
    const link = { form: 'wiki', target: 'Notes', fragment: null, span } as const;
    assert.equal(document && resolveLink(document, link, some), file(place));
  }
});

test('markdown links are relative to the file', () => {
  assert.equal(resolve('markdown', '../adrs/ADR-001-tokens.md'), file('dev_ops/adrs/ADR-001-tokens.md'));
  assert.equal(resolve('markdown', '../../src/auth.py'), file('src/auth.py'));
  assert.equal(resolve('image', 'login.png'), { kind: 'missing', id: null, path: 'dev_ops/plans/login.png' });
  assert.equal(resolve('html', '../'), { kind: 'folder', path: 'dev_ops' });
  assert.equal(resolve('markdown', '../../'), { kind: 'folder', path: '' });
  assert.equal(resolve('markdown', '../../../x.md'), { kind: 'outside' });
  assert.equal(resolve('markdown', '../../docs/notes.md'), { kind: 'wrong-case', path: 'docs/Notes.md' });
  assert.equal(resolve('markdown', ''), file('dev_ops/plans/PLAN-001-login.md'));
  assert.equal(resolve('markdown', 'PLAN-001'), {
    kind: 'missing',
    id: null,
    path: 'dev_ops/plans/PLAN-001',
  });
});

test('a query is no part of the path, unless a file has that name', () => {
  assert.equal(resolve('markdown', 'Notes.md?plain=1', 'docs/a b.md'), file('docs/Notes.md'));
  assert.equal(resolve('markdown', 'what?.md', 'docs/a b.md'), file('docs/what?.md'));
  assert.equal(resolve('markdown', '?plain=1', 'docs/a b.md'), file('docs/a b.md'));
  assert.equal(resolve('markdown', 'x.md?plain=1', 'docs/a b.md'), {
    kind: 'missing',
    id: null,
    path: 'docs/x.md',
  });
});

test('addresses are not looked up, files by address and absolute paths are told apart', () => {
  for (const target of [
    'https://example.org/x',
    'mailto:a@example.org',
    'obsidian://open',
    '//example.org/x',
    'tel:1',
  ]) {
    assert.equal(resolve('markdown', target), { kind: 'external' }, target);
  }
  assert.equal(resolve('markdown', 'file:///etc/passwd'), { kind: 'file-url' });
  assert.equal(resolve('markdown', 'FILE:x'), { kind: 'file-url' });
  assert.equal(resolve('markdown', '/docs/Notes.md'), { kind: 'absolute', path: 'docs/Notes.md' });
  assert.equal(resolve('markdown', '/../x').kind, 'absolute');
  assert.equal(resolve('markdown', 'C:\\notes.md').kind, 'absolute');
  assert.equal(resolve('markdown', 'c:/notes.md').kind, 'absolute');
});

test('fields name documents by id and files from the root', () => {
  assert.equal(resolve('field', 'adr-1'), file('dev_ops/adrs/ADR-001-tokens.md', 'ADR-001'));
  assert.equal(resolve('field', 'src/auth.py'), file('src/auth.py'));
  assert.equal(resolve('field', './docs'), { kind: 'folder', path: 'docs' });
  assert.equal(resolve('field', 'auth.py'), { kind: 'missing', id: null, path: 'auth.py' });
  assert.equal(resolve('field', '../x'), { kind: 'outside' });
  assert.equal(resolve('field', 'PLN-001'), { kind: 'missing', id: 'PLN-001', path: null });
  assert.equal(resolve('bare', 'ADR-009'), { kind: 'missing', id: 'ADR-009', path: null });
});

test.run();
