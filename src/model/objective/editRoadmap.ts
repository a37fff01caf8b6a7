import { closest } from '../closest.js';
import { failure, type Result, success } from '../result.js';
import { applyPatches, type Span, type TextPatch } from '../text.js';
import { cellText, escapeCell } from './cellText.js';
import { parseRoadmap } from './parseRoadmap.js';
import type { Roadmap, StatusWord, Step } from './roadmap.js';

/** An objective's file; `path` is what messages name. */
export interface ObjectiveText {
  readonly path: string;
  readonly text: string;
}

/**
 * The objective's text with what was made for a step in the step's Plan or PR cell; every byte outside of that cell
 * stays. Refused where the cell holds something already.
 */
export function withReference(file: ObjectiveText, stepId: string, reference: string): Result<string> {
  const found = findStep(file, stepId);
  if (!found.ok) return found;
  const { spans } = found.value;
  if (spans.reference === null) return missingCell(file, found.value, 'PR');
  const held = cellText(sourceOf(file, spans.reference));
  if (held !== '') {
    return failure('refused', `the PR cell of step ${stepId} has a value already: ${held}`, {
      place: placeOf(file, spans.reference),
    });
  }
  return success(applyPatches(file.text, [cellPatch(file.text, spans.reference, reference)]));
}

/** The objective's text with another status in the step's Status cell; every byte outside of that cell stays. */
export function withStatus(file: ObjectiveText, stepId: string, status: StatusWord): Result<string> {
  const found = findStep(file, stepId);
  if (!found.ok) return found;
  const { spans } = found.value;
  if (spans.status === null) return missingCell(file, found.value, 'Status');
  return success(applyPatches(file.text, [cellPatch(file.text, spans.status, status)]));
}

/** The step of an id in an objective's text; of two with one id none is taken. */
export function findStep(file: ObjectiveText, stepId: string): Result<Step> {
  const roadmap = parseRoadmap(file.text);
  const steps = roadmap?.steps.filter(({ id }) => id === stepId) ?? [];
  const [step, second] = steps;
  if (!step) return noStep(file, roadmap, stepId);
  if (!second) return success(step);
  const lines = steps.map(({ spans }) => spans.id.line).join(', ');
  return failure('ambiguous', `step ${stepId} is in the roadmap ${steps.length} times, in lines ${lines}`, {
    place: placeOf(file, second.spans.id),
    hint: 'give each step an id of its own',
  });
}

function noStep(file: ObjectiveText, roadmap: Roadmap | null, stepId: string): Result<never> {
  const fault = roadmap?.problems.find(({ rule }) => rule === 'objective/malformed-table');
  const ids = roadmap?.steps.map(({ id }) => id) ?? [];
  if (fault && ids.length === 0)
    return failure('invalid-document', fault.message, { place: placeOf(file, fault.span) });
  if (ids.length === 0) {
    return failure('invalid-document', 'the objective has no roadmap table', {
      place: { path: file.path },
      hint: 'write a table with the columns Step, Description, Status and PR below `### Phase 1: Name`',
    });
  }
  const suggestion = closest(stepId, ids);
  return failure('unknown-id', `step ${stepId} is not in the roadmap`, {
    ...(suggestion === undefined ? {} : { suggestion }),
    ...(ids.length > 20 ? {} : { allowed: ids }),
    ...(fault ? { hint: `line ${fault.span.line}: ${fault.message}` } : {}),
  });
}

function missingCell(file: ObjectiveText, step: Step, column: string): Result<never> {
  return failure('invalid-document', `step ${step.id} has no ${column} cell`, {
    place: placeOf(file, step.spans.id),
    hint: `the table needs a column '${column}', and every row as many cells as the header`,
  });
}

function sourceOf({ text }: ObjectiveText, { offset, length }: Span): string {
  return text.slice(offset, offset + length);
}

function placeOf({ path }: ObjectiveText, { line, column }: Span) {
  return { path, line, column };
}

/** Replace a cell's text. White space that only aligned the column makes room for a longer one. */
function cellPatch(text: string, { offset, length }: Span, value: string): TextPatch {
  const written = escapeCell(value);
  if (length === 0) return emptyCellPatch(text, offset, written);
  let end = offset + length;
  for (let grown = written.length - length; grown > 0 && isPadding(text, end); grown--) end++;
  return { start: offset, end, text: written };
}

/** Whether a space is followed by another one. */
function isPadding(text: string, at: number): boolean {
  return text[at] === ' ' && text[at + 1] === ' ';
}

/** The place of an empty cell is behind its white space, at the pipe or a comment that follows. */
function emptyCellPatch(text: string, offset: number, written: string): TextPatch {
  let start = offset;
  while (start > 0 && (text[start - 1] === ' ' || text[start - 1] === '\t')) start--;
  const width = offset - start;
  const filled = ` ${written} `;
  return { start, end: offset, text: filled.padEnd(width) };
}
