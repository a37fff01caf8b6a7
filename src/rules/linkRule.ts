import type { Corpus, CorpusDocument } from '../model/corpus.js';
import type { Finding } from '../model/finding.js';
import type { Resolution } from '../model/links/resolve.js';
import { type JudgedLink, judgedLinks } from './judgedLinks.js';
import type { Rule } from './rule.js';

/** What a rule says about one broken link; null where the link is another rule's business. */
export type LinkVerdict = Pick<Finding, 'message' | 'suggestion' | 'fix'>;

/** A rule about links that resolve to something of one kind. */
export function linkRule<K extends Resolution['kind']>(
  rule: Omit<Rule, 'checkDocument' | 'checkCorpus'>,
  kind: K,
  judge: (
    judged: JudgedLink & { readonly resolution: Extract<Resolution, { kind: K }> },
    document: CorpusDocument,
    corpus: Corpus,
  ) => LinkVerdict | null,
): Rule {
  return {
    ...rule,
    checkDocument(document, corpus, report) {
      for (const judged of judgedLinks(document, corpus).broken) {
        if (!isOfKind(judged, kind)) continue;
        const verdict = judge(judged, document, corpus);
        if (verdict) report({ path: document.facts.path, span: judged.link.span, ...verdict });
      }
    },
  };
}

function isOfKind<K extends Resolution['kind']>(
  judged: JudgedLink,
  kind: K,
): judged is JudgedLink & { readonly resolution: Extract<Resolution, { kind: K }> } {
  return judged.resolution.kind === kind;
}

/** `suggestion`, left out where there is none. */
export function suggesting(suggestion: string | undefined): { suggestion?: string } {
  return suggestion === undefined ? {} : { suggestion };
}
