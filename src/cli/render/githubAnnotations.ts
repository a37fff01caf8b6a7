import type { Finding } from '../../model/finding.js';

/**
 * Findings as GitHub's workflow commands: printed in an Actions job, each becomes an annotation at its line
 * (https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions).
 */
export function toGithubAnnotations(findings: readonly Finding[]): string {
  return findings.map((finding) => `${annotation(finding)}\n`).join('');
}

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
