import type { CorpusDocument } from '../model/corpus.js';
import { fieldOf, isManaged } from './managed.js';
import type { Rule } from './rule.js';

export const duplicateId: Rule = {
  id: 'id/duplicate',
  severity: 'error',
  summary: 'No two documents have the same id.',
  why: 'Two branches may each have made a PLAN-007. Every link to it now names two documents; one of them needs a new id: `doc-ops renumber`.',
  fixable: false,
  bad: `### dev_ops/plans/PLAN-001-login.md
---
id: PLAN-001
title: Login
status: Draft
created: 2026-11-20
---
### dev_ops/plans/PLAN-001-logout.md
---
id: PLAN-001
title: Logout
status: Draft
created: 2026-11-20
---
`,
  good: `### dev_ops/plans/PLAN-001-login.md
---
id: PLAN-001
title: Login
status: Draft
created: 2026-11-20
---
### dev_ops/plans/PLAN-002-logout.md
---
id: PLAN-002
title: Logout
status: Draft
created: 2026-11-20
---
`,
  checkDocument(document, corpus, report) {
    if (document.id === null || !isManaged(document, corpus)) return;
    const paths = corpus.pathsOf(document.id);
    if (paths.length < 2) return;
    const { path } = document.facts;
    const others = paths.filter((other) => other !== path);
    if (others.length === 0) return;
    report({
      path,
      ...idPlace(document),
      message: `${document.id} is also the id of ${others.join(', ')}`,
      suggestion: `doc-ops renumber ${path}`,
    });
  },
};

function idPlace(document: CorpusDocument) {
  const field = fieldOf(document, 'id');
  return field ? { span: field.valueSpan } : {};
}
