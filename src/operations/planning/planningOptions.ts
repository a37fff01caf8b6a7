import { flag, list, number, text } from '../verb.js';

/** The options of every verb that generates plans. */
export const planningOptions = {
  constraint: list('something that the plan must keep to', { value: 'text' }),
  maxTascs: number('at most this many tascs; default 10', { value: 'n' }),
  prior: list('a plan whose proven work may be cited', { value: 'id', completes: 'plan', commas: true }),
  noApproval: flag('without a review by a person after all other tascs'),
  context: list('a file that the planner reads; lines with FILE:from-to', {
    value: 'file',
    completes: 'path',
  }),
  contextText: list('a text that the planner reads; - is standard input', { value: 'text' }),
  search: list('search code and documents for this, for the planner to read', { value: 'query' }),
  executor: text('what writes it: offline, anthropic, openai, claude, codex, gemini or command', {
    value: 'name',
  }),
  command: text('the command that writes it: prompt on standard input, answer on standard output', {
    value: 'command',
  }),
  model: text('the model that the executor asks', { value: 'name' }),
  budget: text('US dollars that it may cost', { value: 'amount' }),
  timeout: number('seconds that one answer may take', { value: 'seconds' }),
  record: text('write every answer to this file', { value: 'file', completes: 'path' }),
  replay: text('take the answers from this file: nothing is sent or started', {
    value: 'file',
    completes: 'path',
  }),
} as const;
