import type { Candidate } from '../../operations/shellCompletion/candidate.js';
import { bashReplies } from './bashReply.js';
import { type Question, questionOf } from './question.js';
import { splitLine } from './shellWords.js';
import type { VerbTable } from './verbTable.js';

interface Answer {
  readonly candidates: readonly Candidate[];
  /** Whether the shell itself completes names of files or folders here. */
  readonly files: 'no' | 'files' | 'folders';
}

/**
 * Answer a shell. `args` are `bash PROGRAM BREAKS LINE`, `zsh PROGRAM WORD…` or `fish PROGRAM WORD…`, with the word that
 * is being typed at the end. The first line of the answer is `files`, `folders`, `open` (no space behind the word) or
 * `words`; the others are a candidate, a tab and what it is.
 */
export async function answer(table: VerbTable, args: readonly string[]): Promise<string> {
  const [shell, called = '', ...rest] = args;
  const program = called.includes('kanban-ops') ? 'kanban-ops' : 'doc-ops';
  if (shell === 'bash') {
    const [breaks = '', text = ''] = rest;
    const line = splitLine(text);
    const found = await answerWords(table, program, line.words.slice(1));
    return print({ ...found, candidates: bashReplies(found.candidates, line, breaks) });
  }
  const typed = rest.at(-1) ?? '';
  // fish passes the word as it is written on the line.
  const last = shell === 'fish' ? (splitLine(typed).words.at(-1) ?? '') : typed;
  return print(await answerWords(table, program, [...rest.slice(0, -1), last]));
}

async function answerWords(
  table: VerbTable,
  program: 'doc-ops' | 'kanban-ops',
  words: readonly string[],
): Promise<Answer> {
  const question = questionOf(table, program, words);
  const { candidates, files } = await look(question);
  const start = (words.at(-1) ?? '').toLowerCase();
  return { files, candidates: candidates.filter(({ value }) => value.toLowerCase().startsWith(start)) };
}

async function look(question: Question): Promise<Answer> {
  if (question.kind === 'known') return { candidates: question.candidates, files: 'no' };
  const { completes, start, before, root, head } = question;
  if (completes === 'path') return { candidates: [], files: 'files' };
  if (completes === 'folder') return { candidates: [], files: 'folders' };
  const { lookUp } = await import('../../operations/shellCompletion/candidates.js');
  const found = await lookUp({ completes, start, before }, root);
  return { candidates: found.map((one) => ({ ...one, value: head + one.value })), files: 'no' };
}

function print({ candidates, files }: Answer): string {
  const isOpen = candidates.length > 0 && candidates.every((one) => one.isOpen);
  const first = files !== 'no' ? files : isOpen ? 'open' : 'words';
  const lines = candidates
    .filter(({ value }) => !/[\p{Cc}\p{Cf}]/u.test(value))
    .map(({ value, description }) => `${value}\t${description.replace(/[\p{Cc}\p{Cf}]+/gu, ' ')}`);
  return `${[first, ...lines].join('\n')}\n`;
}
