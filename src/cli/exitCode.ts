import type { ProblemCode } from '../model/result.js';

/** 0 done and clean · 1 errors found or refused · 2 wrong usage · 3 waits for a person · 4 unreadable or unwritable. */
export function exitCodeOf(code: ProblemCode): 1 | 2 | 3 | 4 {
  switch (code) {
    case 'usage':
    case 'unknown-id':
    case 'unknown-type':
    case 'unknown-status':
    case 'unknown-relation':
    case 'unknown-column':
    case 'unknown-field':
    case 'unknown-variable':
    case 'ambiguous':
    case 'invalid-value':
    case 'outside-root':
      return 2;
    case 'refused':
    case 'exists':
    case 'invalid-document':
    case 'invalid-config':
    case 'invalid-template':
    case 'merge-conflict':
      return 1;
    case 'needs-person':
      return 3;
    case 'no-workspace':
    case 'not-a-repository':
    case 'locked':
    case 'journal-conflict':
    case 'changed-meanwhile':
    case 'io':
    case 'git':
      return 4;
  }
}
