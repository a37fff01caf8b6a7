import type { CorpusDocument } from '../model/corpus.js';
import type { Span } from '../model/text.js';
import type { Rule } from './rule.js';

/** Something wrong that the index found when it read a document, by the rule that it breaks. */
interface Fact<Id extends string> {
  readonly rule: Id;
  readonly message: string;
  readonly span: Span;
  readonly suggestion?: string;
}

type Texts = Pick<Rule, 'severity' | 'summary' | 'why' | 'bad' | 'good'>;

/** A rule that reports what the index found of its kind: `factsOf` are all that it found in a document. */
export function factRule<Id extends string>(
  id: Id,
  factsOf: (document: CorpusDocument) => readonly Fact<Id>[],
  texts: Texts,
): Rule {
  return {
    id,
    ...texts,
    checkDocument(document, _corpus, report) {
      const { path } = document.facts;
      for (const { rule, message, span, suggestion } of factsOf(document))
        if (rule === id) report({ path, span, message, ...(suggestion === undefined ? {} : { suggestion }) });
    },
  };
}
