import type { FieldFact } from '../model/document/facts.js';
import { fieldOf, frontMatterSpan, isReadable, type ManagedDocument } from './managed.js';
import type { Report, Rule } from './rule.js';

const required = ['id', 'title', 'status', 'created'] as const;

export const missingField: Rule = {
  id: 'front-matter/missing-field',
  severity: 'error',
  summary: 'Every document has an `id`, a `title` (or a first heading), a `status` and a `created` date.',
  why: 'Lists, the board and links need these four. `--fix` adds the id if the file name has it.',
  fixable: true,
  bad: `### dev_ops/plans/PLAN-001-login.md
---
id: PLAN-001
title: Login
created: 2026-11-20
---
`,
  good: `### dev_ops/plans/PLAN-001-login.md
---
id: PLAN-001
status: Draft
created: 2026-11-20
---

# PLAN-001 - Login
`,
  checkDocument(document, _corpus, report) {
    if (!isReadable(document)) return;
    for (const key of required) {
      const field = fieldOf(document, key);
      if (field && !isEmpty(field)) continue;
      if (key === 'title' && hasHeadingTitle(document)) continue;
      reportMissing(document, key, field, report);
    }
  },
};

function isEmpty(field: FieldFact): boolean {
  return typeof field.value === 'string' && field.value.trim() === '';
}

/** A first heading that says more than the id. */
function hasHeadingTitle(document: ManagedDocument): boolean {
  const heading = document.facts.headings.find(({ depth }) => depth === 1);
  return (
    heading !== undefined && heading.text.replace(document.id ?? '', '').replace(/[\s:–—-]+/g, '') !== ''
  );
}

function reportMissing(
  document: ManagedDocument,
  key: (typeof required)[number],
  field: FieldFact | undefined,
  report: Report,
): void {
  const { path } = document.facts;
  const id = key === 'id' ? document.id : null;
  const suggestion = suggest(document, key);
  report({
    path,
    span: field?.valueSpan ?? frontMatterSpan(document),
    message: field ? `\`${key}\` is empty` : `\`${key}\` is missing from the front matter`,
    ...(suggestion === undefined ? {} : { suggestion }),
    ...(id !== null && !document.misplaced && document.facts.hasFrontMatter
      ? {
          fix: {
            title: `Write id: ${id}`,
            edits: [{ kind: 'field', path, edit: { kind: 'set', key: 'id', value: id } }],
          },
        }
      : {}),
  });
}

function suggest(document: ManagedDocument, key: string): string | undefined {
  if (key === 'id') return `id: ${document.id ?? `${document.type.prefix}-001`}`;
  if (key === 'status') return `status: ${document.type.statuses[0] ?? ''}`;
  return undefined;
}
