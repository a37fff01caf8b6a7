import { visible } from '../../../model/display.js';
import type { Finding } from '../../../model/finding.js';
import type { Outcome } from '../../../operations/verb.js';
import type { Validated } from '../../../operations/verbs/checking/validate.js';
import type { Terminal } from '../../terminal.js';
import type { Block, View } from '../../view.js';

/** Findings grouped by file, each with its place, its rule and what to write instead; then the sum. */
export const view: View<Validated> = {
  pretty({ data, findings = [] }, terminal) {
    if (data.explained) return explained(data.explained, terminal);
    const blocks: Block[] = [];
    let path = '';
    for (const finding of findings) {
      if (finding.path !== path) {
        if (path !== '') blocks.push('');
        path = finding.path;
      }
      blocks.push(...describe(finding, terminal));
    }
    if (findings.length > 0) blocks.push('');
    blocks.push(summary(data, terminal));
    return blocks;
  },
  summary: ({ data }, terminal) => summary(data, terminal),
  plain: ({ findings = [] }) =>
    findings.map(({ path, span, severity, rule, message, suggestion }) => [
      `${path}${span ? `:${span.line}:${span.column}` : ''}`,
      severity,
      rule,
      message,
      suggestion ?? '',
    ]),
  formats: {
    sarif: async (outcome, version) => (await import('./sarif.js')).toSarif(fromTop(outcome), version),
    github: async (outcome) => (await import('./githubAnnotations.js')).toGithubAnnotations(fromTop(outcome)),
  },
};

/** Findings with paths from the top of the git repository. */
function fromTop({ data, findings = [] }: Outcome<Validated>): readonly Finding[] {
  if (data.below === '') return findings;
  return findings.map((finding) => ({ ...finding, path: `${data.below}/${finding.path}` }));
}

function describe(
  { path, span, severity, rule, message, suggestion, fix }: Finding,
  terminal: Terminal,
): string[] {
  const place = `${visible(path)}${span ? `:${span.line}:${span.column}` : ''}`;
  const word = severity === 'error' ? terminal.red('error') : terminal.yellow('warning');
  const lines = [`${terminal.bold(place)} ${word} ${visible(message)} ${terminal.dim(`[${rule}]`)}`];
  if (suggestion !== undefined)
    lines.push(`  → ${terminal.green(visible(suggestion))}${fix ? terminal.dim('  (--fix does it)') : ''}`);
  else if (fix) lines.push(terminal.dim(`  → ${fix.title}  (--fix does it)`));
  return lines;
}

function summary(data: Validated, terminal: Terminal): string {
  const what = data.scope === 'staged' ? 'staged ' : '';
  const judged = `${data.documents} ${what}${data.documents === 1 ? 'file' : 'files'} checked`;
  const fixed = data.fixed > 0 ? `${data.fixed} fixed, ` : '';
  if (data.errors + data.warnings === 0) return `${terminal.green('✓')} ${fixed}no problems, ${judged}`;
  const counts = [count(data.errors, 'error'), count(data.warnings, 'warning')].filter(Boolean).join(', ');
  const hint = data.fixable > 0 ? terminal.dim(`  (${data.fixable} fixable with --fix)`) : '';
  return `${data.errors > 0 ? terminal.red('✗') : terminal.yellow('!')} ${fixed}${counts}, ${judged}${hint}`;
}

function count(number: number, word: string): string {
  return number === 0 ? '' : `${number} ${word}${number === 1 ? '' : 's'}`;
}

function explained(rule: NonNullable<Validated['explained']>, terminal: Terminal): Block[] {
  const indent = (text: string) => text.replace(/^/gm, '    ').trimEnd();
  return [
    `${terminal.bold(rule.id)}: ${rule.summary}`,
    '',
    rule.why,
    '',
    terminal.red('bad'),
    indent(rule.bad),
    '',
    terminal.green('good'),
    indent(rule.good),
  ];
}
