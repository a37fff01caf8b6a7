import type { YAMLParseError } from 'yaml';
import type { YamlProblem } from './parsed.js';

/** A parser's error as a problem that says what to write instead, where that can be known. */
export function explainError(error: YAMLParseError, source: string, base: number): YamlProblem {
  const start = Math.min(error.pos[0], source.length);
  const end = Math.max(start, Math.min(error.pos[1], source.length));
  return {
    kind: 'yaml-syntax',
    message: explain(error, source, start),
    start: base + start,
    end: base + end,
  };
}

function explain(error: YAMLParseError, source: string, start: number): string {
  switch (error.code) {
    case 'BLOCK_AS_IMPLICIT_KEY':
      return "a value that holds ': ' must be quoted";
    case 'TAB_AS_INDENT':
      return 'tabs cannot indent YAML: use spaces';
    case 'BAD_SCALAR_START':
      return `a value that starts with ${source.charAt(start)} must be quoted`;
    case 'MULTILINE_IMPLICIT_KEY':
      return 'a key must be on one line with its colon';
    default: {
      const message = error.message.split('\n', 1)[0] ?? error.message;
      return message.charAt(0).toLowerCase() + message.slice(1).replace(/[.:]$/, '');
    }
  }
}
