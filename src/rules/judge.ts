import type { Corpus } from '../model/corpus.js';
import { compareFindings, type Finding } from '../model/finding.js';
import { allRules } from './index.js';
import type { Report, Rule } from './rule.js';

/**
 * All findings about the documents to check, sorted, each once. Severities are those of `config.yaml`; a rule that is off
 * does not run. The reader of `config.yaml` reports its own problems.
 */
export function judge(corpus: Corpus, rules: readonly Rule[] = allRules): Finding[] {
  const findings: Finding[] = [];
  const running = rules.flatMap((rule) => {
    const severity = severityOf(rule, corpus);
    if (severity === 'off') return [];
    const report: Report = (finding) => findings.push({ rule: rule.id, severity, ...finding });
    return [{ rule, report }];
  });
  const perDocument = running.filter(({ rule }) => rule.checkDocument);
  const templates = `${corpus.folder}/templates/`;
  for (const document of corpus.judged) {
    // Templates are full of variable names; their renderer checks them.
    if (document.facts.path.startsWith(templates)) continue;
    for (const { rule, report } of perDocument) rule.checkDocument?.(document, corpus, report);
  }
  for (const { rule, report } of running) rule.checkCorpus?.(corpus, report);
  return distinct(findings.sort(compareFindings));
}

/** A rule's severity under this configuration. */
function severityOf(rule: Rule, corpus: Pick<Corpus, 'config'>): Rule['severity'] {
  const { rules } = corpus.config;
  return Object.hasOwn(rules, rule.id) ? (rules[rule.id] ?? rule.severity) : rule.severity;
}

/** Sorted findings without duplicates. */
function distinct(findings: readonly Finding[]): Finding[] {
  return findings.filter((finding, index) => {
    const before = findings[index - 1];
    return !before || compareFindings(before, finding) !== 0 || before.span?.length !== finding.span?.length;
  });
}
