import { fileNameFor, idOfFileName } from '../model/ids.js';
import { nameOf } from '../model/links/path.js';
import { page } from './examplePage.js';
import { isReadable, spanOfId } from './managed.js';
import type { Rule } from './rule.js';

export const fileName: Rule = {
  id: 'id/file-name',
  severity: 'error',
  summary: 'A document’s file name starts with its id: `PLAN-001-fix-login.md`.',
  why: 'Git, Obsidian and doc-ops find a document by its file name, so the name decides. If the front matter has a different id, verbs accept neither of them: name the file by its path, and correct one of the two with `doc-ops set PATH id=ID` or `doc-ops renumber PATH ID`. Where the name has no id, the front matter decides, and `doc-ops rename PATH` names the file.',
  bad: page('PLAN-002', 'Login', 'Draft').replace('id: PLAN-002', 'id: PLAN-001'),
  good: page('PLAN-001', 'Login', 'Draft'),
  checkDocument(document, corpus, report) {
    if (!isReadable(document) || document.id === null) return;
    const { id, contradiction } = document;
    const { path } = document.facts;
    if (contradiction !== null) {
      report({
        path,
        ...spanOfId(document),
        message: `the file name says ${id}, but the front matter says ${contradiction}`,
        suggestion: `doc-ops set ${path} id=${id}`,
      });
      return;
    }
    const name = nameOf(path);
    const next = name.charCodeAt(id.length);
    if (name.startsWith(id) && (next === 45 || next === 46)) return;
    const slug = idOfFileName(name, corpus.config.types)?.slug ?? name.replace(/\.md$/i, '').toLowerCase();
    report({
      path,
      ...spanOfId(document),
      message: `the file name does not start with its id ${id}`,
      suggestion: fileNameFor(id, slug),
    });
  },
};
