import { nameOf } from '../model/links/path.js';
import { page } from './examplePage.js';
import type { Rule } from './rule.js';

export const wrongFolder: Rule = {
  id: 'id/folder',
  severity: 'error',
  summary: 'A document is in the folder of its type.',
  why: 'Both the id and the folder say which type a document has. Where they differ, doc-ops follows the id. Move the file to the folder of its type.',
  bad: page('PLAN-001', 'Login', 'Draft').replace('plans', 'tasks'),
  good: page('PLAN-001', 'Login', 'Draft'),
  checkDocument(document, corpus, report) {
    const { id, type, misplaced, archived } = document;
    if (!misplaced || type === null) return;
    const { path } = document.facts;
    const below = archived ? `${corpus.folder}/archive/` : `${corpus.folder}/`;
    report({
      path,
      message: `${id} is a document of type ${type.name}, but is not in ${below}${type.folder}/`,
      suggestion: `${below}${type.folder}/${nameOf(path)}`,
    });
  },
};
