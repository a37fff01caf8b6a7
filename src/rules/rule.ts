import type { Corpus, CorpusDocument } from '../model/corpus.js';
import type { Finding, Severity } from '../model/finding.js';

/** One validation rule. Its documentation is its definition: the rules page and `validate --explain` print it. */
export interface Rule {
  /** `group/name`, as in `links/dangling`. */
  readonly id: string;
  readonly severity: Severity | 'off';
  /** One line: what must hold. */
  readonly summary: string;
  /** Why, and what to do when it does not hold. Markdown. */
  readonly why: string;
  readonly bad: string;
  readonly good: string;
  /** Findings may carry a certain fix. */
  readonly fixable?: true;
  /** Check one document. */
  checkDocument?(document: CorpusDocument, corpus: Corpus, report: Report): void;
  /** Check relations between documents, once per run. */
  checkCorpus?(corpus: Corpus, report: Report): void;
}

/** A rule reports without its id and severity; the engine adds them from the definition and the config. */
export type Report = (finding: Omit<Finding, 'rule' | 'severity'>) => void;
