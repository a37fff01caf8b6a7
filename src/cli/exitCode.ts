import type { ProblemCode } from '../model/result.js';

/**
 * 0 done and clean · 1 errors found or refused · 2 wrong usage · 3 waits for a person · 4 unreadable, unwritable or
 * unreachable · 130 interrupted.
 */
export function exitCodeOf(code: ProblemCode): 1 | 2 | 3 | 4 | 130 {
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
    case 'unavailable':
      return 4;
    case 'interrupted':
      return 130;
  }
}
