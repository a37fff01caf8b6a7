import type { Finding } from '../../../model/finding.js';
import { explainRule } from '../../../operations/validate/explainRule.js';

/**
 * Findings as SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/), one run. Columns count UTF-16 code
 * units, paths are relative to the top of the
 * git repository.
 */
export function toSarif(findings: readonly Finding[], version: string): string {
  const ids = [...new Set(findings.map(({ rule }) => rule))].sort();
  const indexes = new Map(ids.map((id, index) => [id, index]));
  return `${JSON.stringify(
    {
      $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
      version: '2.1.0',
      runs: [
        {
          tool: { driver: { name: 'doc-ops', semanticVersion: version, rules: ids.map(describeRule) } },
          columnKind: 'utf16CodeUnits',
          originalUriBaseIds: {
            '%SRCROOT%': { description: { text: 'The top of the git repository' } },
          },
          results: findings.map((finding) => describeFinding(finding, indexes.get(finding.rule) ?? -1)),
        },
      ],
    },
    null,
    2,
  )}\n`;
}

function describeRule(id: string) {
  const rule = explainRule(id);
  if (!rule.ok) return { id };
  const { summary, why } = rule.value;
  return { id, shortDescription: { text: summary }, fullDescription: { text: why }, help: { text: why } };
}

function describeFinding(finding: Finding, ruleIndex: number) {
  const { rule, severity, message, suggestion, path, span } = finding;
  return {
    ruleId: rule,
    ruleIndex,
    level: severity,
    message: { text: suggestion === undefined ? message : `${message}; write: ${suggestion}` },
    locations: [
      {
        physicalLocation: {
          artifactLocation: {
            uri: path.split('/').map(encodeURIComponent).join('/'),
            uriBaseId: '%SRCROOT%',
          },
          ...(span
            ? {
                region: {
                  startLine: span.line,
                  startColumn: span.column,
                  charOffset: span.offset,
                  charLength: span.length,
                },
              }
            : {}),
        },
      },
    ],
  };
}
