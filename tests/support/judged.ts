import { judge } from '../../src/rules/judge.js';
import { filesOf, type MemoryOptions, memoryCorpus } from './memoryCorpus.js';

/** Findings about files in the format of the rules' examples, one a line: `path:line:column rule message → suggestion`. */
export function judged(example: string, options: MemoryOptions = {}): string[] {
  return judge(memoryCorpus(filesOf(example), options)).map(({ path, span, rule, message, suggestion }) => {
    const place = span ? `${path}:${span.line}:${span.column}` : path;
    return `${place} ${rule} ${message}${suggestion === undefined ? '' : ` → ${suggestion}`}`;
  });
}

/** A document below `dev_ops/` with complete front matter; `more` are further lines of it. */
export function page(path: string, more = '', body = '', status?: string): string {
  const id = /[A-Z]+-\d+/.exec(path)?.[0] ?? '';
  const first: Record<string, string> = { PLAN: 'Draft', ADR: 'Proposed', TASK: 'todo', BUG: 'Open' };
  const lines = [
    '---',
    `id: ${id}`,
    'title: Login',
    `status: ${status ?? first[id.replace(/-.*/, '')] ?? 'Active'}`,
    'created: 2026-11-20',
  ];
  return `### dev_ops/${path}\n${lines.join('\n')}\n${more === '' ? '' : `${more}\n`}---\n${body === '' || body.endsWith('\n') ? body : `${body}\n`}`;
}
