import { reportCycles } from './relationEdges.js';
import type { Rule } from './rule.js';

export const supersedeCycle: Rule = {
  id: 'adr/supersede-cycle',
  severity: 'error',
  summary: 'A decision does not supersede itself, directly or through others.',
  why: 'If decisions supersede each other, none is in force. Keep the right direction.',
  fixable: false,
  bad: `### dev_ops/adrs/ADR-001-cookies.md
---
id: ADR-001
title: Cookies
status: Superseded
created: 2026-11-20
superseded_by: [ADR-002]
---
### dev_ops/adrs/ADR-002-tokens.md
---
id: ADR-002
title: Tokens
status: Superseded
created: 2026-11-20
superseded_by: [ADR-001]
---
`,
  good: `### dev_ops/adrs/ADR-001-cookies.md
---
id: ADR-001
title: Cookies
status: Superseded
created: 2026-11-20
superseded_by: [ADR-002]
---
### dev_ops/adrs/ADR-002-tokens.md
---
id: ADR-002
title: Tokens
status: Accepted
created: 2026-11-20
supersedes: [ADR-001]
---
`,
  checkCorpus(corpus, report) {
    const keys = { forward: ['superseded_by'], backward: ['supersedes'] };
    reportCycles(corpus, keys, (way) => `these supersede each other: ${way}`, report);
  },
};
