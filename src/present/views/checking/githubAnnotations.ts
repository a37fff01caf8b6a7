import type { Finding } from '../../../model/finding.js';

/**
 * Findings as GitHub's workflow commands: printed in an Actions job, each becomes an annotation at its line
 * (https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions).
 */
export function toGithubAnnotations(findings: readonly Finding[]): string {
  const errors = findings.filter(({ severity }) => severity === 'error');
  const warnings = findings.filter(({ severity }) => severity !== 'error');
  const lines = [...errors, ...warnings].map(annotation);
  if (Math.max(errors.length, warnings.length) > shownOfAKind) {
    const found = `${errors.length} errors and ${warnings.length} warnings`;
    lines.push(
      `::notice title=doc-ops::${found}: GitHub shows ${shownOfAKind} of a kind, the log of this step all of them`,
    );
  }
  return lines.map((line) => `${line}\n`).join('');
}

/** GitHub drops what a step prints beyond so many errors and so many warnings: errors come first. */
const shownOfAKind = 10;

function annotation({ rule, severity, message, suggestion, path, span }: Finding): string {
  const properties = [
    `file=${escapeProperty(path)}`,
    ...(span ? [`line=${span.line}`, `col=${span.column}`] : []),
    `title=${escapeProperty(rule)}`,
  ];
  const text = suggestion === undefined ? message : `${message}\nwrite: ${suggestion}`;
  return `::${severity} ${properties.join(',')}::${escapeData(text)}`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
