import { fileNameFor, idOfFileName } from '../model/ids.js';
import { nameOf } from '../model/links/path.js';
import { page } from './examplePage.js';
import { fieldOf, isReadable } from './managed.js';
import type { Rule } from './rule.js';

export const fileName: Rule = {
  id: 'id/file-name',
  severity: 'error',
  summary: 'A document’s file name starts with its id: `PLAN-001-fix-login.md`.',
  why: 'Obsidian, people and doc-ops itself find a document by its file name. Rename the file, or correct the id.',
  fixable: false,
  bad: `### dev_ops/plans/PLAN-002-login.md
---
id: PLAN-001
title: Login
status: Draft
created: 2026-11-20
---
`,
  good: page('PLAN-001', 'Login', 'Draft'),
  checkDocument(document, corpus, report) {
    if (!isReadable(document, corpus) || document.id === null) return;
    const { path } = document.facts;
    const name = nameOf(path);
    if (name.startsWith(document.id)) {
      const next = name.charCodeAt(document.id.length);
      if (next === 45 || next === 46) return;
    }
    const inName = idOfFileName(name, corpus.config.types);
    if (fieldOf(document, 'id') === undefined && !inName) return;
    const slug = inName ? inName.slug : name.replace(/\.md$/i, '').toLowerCase();
    report({
      path,
      message:
        inName && inName.id !== document.id
          ? `the file is named for ${inName.id}, but its id is ${document.id}`
          : `the file name does not start with its id ${document.id}`,
      suggestion: fileNameFor(document.id, slug),
    });
  },
};
