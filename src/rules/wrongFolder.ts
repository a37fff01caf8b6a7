import { parseId } from '../model/ids.js';
import { nameOf } from '../model/links/path.js';
import { page } from './examplePage.js';
import { isManaged } from './managed.js';
import type { Rule } from './rule.js';

export const wrongFolder: Rule = {
  id: 'id/folder',
  severity: 'error',
  summary: 'A document is in the folder of its type.',
  why: 'Both the id and the folder say which type a document has. Where they differ, doc-ops follows the folder. Move the file, or renumber it.',
  fixable: false,
  bad: `### dev_ops/tasks/PLAN-001-login.md
---
id: PLAN-001
title: Login
status: todo
created: 2026-11-20
---
`,
  good: page('PLAN-001', 'Login', 'Draft'),
  checkDocument(document, corpus, report) {
    if (document.id === null || !isManaged(document, corpus)) return;
    const { path } = document.facts;
    const type = parseId(document.id, corpus.config.types)?.type;
    if (!type) return;
    const below = document.archived ? `${corpus.folder}/archive/` : `${corpus.folder}/`;
    if (path.startsWith(`${below}${type.folder}/`)) return;
    report({
      path,
      message: `${document.id} is a document of type ${type.name}, but does not lie in ${below}${type.folder}/`,
      suggestion: `${below}${type.folder}/${nameOf(path)}`,
    });
  },
};
