import { splitFrontMatter } from '../frontMatter/split.js';
import { type LiveLine, liveLines } from '../markdown/liveLines.js';
import type { Range } from '../markdown/shape.js';
import { lineStarts, type Span, spanAt } from '../text.js';
import { cellText } from './cellText.js';
import { phaseFinder, readPhases } from './phases.js';
import { readReference } from './reference.js';
import type { Roadmap, RoadmapProblem, Step } from './roadmap.js';
import { findRoadmapProblems } from './roadmapProblems.js';
import { statusOf } from './stepStatus.js';
import { type Columns, findStepTables, hasState, type StepRow, type StepTable } from './stepTables.js';

/** A text that is read for its roadmap. */
interface Source {
  readonly text: string;
  readonly starts: readonly number[];
}

/**
 * The roadmap in an objective's text, whatever is wrong with it; examples in code fences and comments are not part of
 * it. Null for an objective that has neither phases nor steps.
 */
export function parseRoadmap(
  text: string,
  starts: readonly number[] = lineStarts(text),
  bodyStart = startOfBody(text),
): Roadmap | null {
  const source = { text, starts };
  const lines = liveLines(text, bodyStart, starts);
  const { phases, phaseOfLine } = readPhases(lines, starts);
  const found = findStepTables(text, lines);
  const tables = found.tables.filter(
    ({ columns, header }) => hasState(columns) || phaseOfLine.has(header.index),
  );
  if (phases.length === 0 && tables.length === 0 && found.faults.length === 0) return null;
  const problems: RoadmapProblem[] = found.faults.map(({ line, message }) => ({
    rule: 'objective/malformed-table',
    message,
    span: spanOfLine(source, line),
  }));
  const phaseOfStep = phaseFinder(phases);
  const isShared = tables.length === 1 && phases.length > 1;
  const steps = tables.flatMap((table) => {
    const above = isShared ? undefined : phaseOfLine.get(table.header.index);
    const phaseOf = (id: string) => above ?? phaseOfStep(id);
    return readTable(source, table, phaseOf, problems);
  });
  const [first] = phases;
  if (first && tables.length === 0 && found.faults.length === 0) {
    problems.push({
      rule: 'objective/malformed-table',
      message:
        'missing roadmap table: no phase has a table with the columns Step, Description, Status and PR',
      span: first.span,
    });
  }
  const usesDependencies = tables.some(({ columns }) => columns.dependsOn !== null);
  const roadmap = { phases, steps, usesDependencies };
  problems.push(...findRoadmapProblems(roadmap));
  problems.sort((a, b) => a.span.offset - b.span.offset);
  return { ...roadmap, problems };
}

function startOfBody(text: string): number {
  const split = splitFrontMatter(text);
  return split.kind === 'found' || split.kind === 'bad-language' ? split.bodyStart : 0;
}

function readTable(
  source: Source,
  { columns, header, rows }: StepTable,
  phaseOf: (id: string) => number | null,
  problems: RoadmapProblem[],
): Step[] {
  const report = (line: LiveLine, message: string) =>
    problems.push({ rule: 'objective/malformed-table', message, span: spanOfLine(source, line) });
  if (columns.plan === null && columns.pr === null) report(header, "the table has no column 'PR'");
  return rows.flatMap((row) => {
    const step = readStep(source, row, columns);
    if (step === null) {
      report(row.line, 'the row has no step id');
      return [];
    }
    const { length } = row.cells;
    if (length !== columns.count) {
      const mend = length > columns.count ? '; a pipe in a text is written `\\|`' : '';
      report(row.line, `the row of step ${step.id} has ${length} cells, the header ${columns.count}${mend}`);
    }
    return [{ ...step, phase: phaseOf(step.id) }];
  });
}

/** A row; null without an id. Of a row with too many cells nobody knows which is which. */
function readStep(source: Source, { cells, comment }: StepRow, columns: Columns): Omit<Step, 'phase'> | null {
  const isTooLong = cells.length > columns.count;
  const cell = (column: number | null): Range | null => (column === null ? null : (cells[column] ?? null));
  const text = (range: Range | null) => (range ? cellText(source.text.slice(range.start, range.end)) : '');
  const span = (range: Range | null) => (range && !isTooLong ? spanOf(source, range) : null);
  const idCell = cell(columns.step);
  const id = text(idCell);
  if (!idCell || id === '') return null;
  const references = [cell(columns.plan), cell(columns.pr)].flatMap((range) =>
    range && !isTooLong ? [source.text.slice(range.start, range.end)] : [],
  );
  const reference = readReference(references);
  const word = isTooLong ? '' : text(cell(columns.status));
  return {
    id,
    description: text(cell(columns.description)),
    status: isTooLong ? 'unknown' : statusOf(word, reference),
    word,
    reference,
    dependsOn: text(cell(columns.dependsOn))
      .split(/[,;]/)
      .map(cellText)
      .filter((one) => one !== ''),
    comment,
    spans: {
      id: spanOf(source, idCell),
      status: span(cell(columns.status)),
      reference: span(cell(columns.plan ?? columns.pr)),
      dependsOn: span(cell(columns.dependsOn)),
    },
  };
}

function spanOf({ starts }: Source, { start, end }: Range): Span {
  return spanAt(starts, start, end);
}

function spanOfLine({ text, starts }: Source, { start, end }: LiveLine): Span {
  const from = start + (text.slice(start, end).length - text.slice(start, end).trimStart().length);
  return spanAt(starts, from, Math.max(from, end));
}
