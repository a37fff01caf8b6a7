import type { ReadingProblem } from '../model/document/facts.js';
import type { Rule } from './rule.js';

/** A rule that reports the problems of a file's reader. */
export function readingRule(
  rule: Omit<Rule, 'checkDocument' | 'fixable'>,
  kinds: readonly ReadingProblem['kind'][],
  where: 'documents' | 'every file',
): Rule {
  return {
    ...rule,
    checkDocument(document, corpus, report) {
      const { path, problems } = document.facts;
      if (problems.length === 0) return;
      if (where === 'documents' && document.type === null && path !== corpus.board?.path) return;
      for (const problem of problems) {
        if (kinds.includes(problem.kind)) report({ path, span: problem.span, message: problem.message });
      }
    },
  };
}
