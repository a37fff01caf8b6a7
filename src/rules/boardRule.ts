import type { Board, Card, CardRelation, Column } from '../model/board/board.js';
import type { Corpus } from '../model/corpus.js';
import type { Report, Rule } from './rule.js';

/** A board that is judged, with its place. */
export interface JudgedBoard {
  readonly path: string;
  readonly board: Board;
}

/** A rule about the board; it does not run where there is none. */
export function boardRule(
  rule: Omit<Rule, 'checkDocument' | 'checkCorpus' | 'fixable'>,
  check: (board: JudgedBoard, corpus: Corpus, report: Report) => void,
): Rule {
  return {
    ...rule,
    checkCorpus(corpus, report) {
      if (corpus.board) check(corpus.board, corpus, report);
    },
  };
}

/** Call with every card, archived ones included. */
export function eachCard(board: Board, visit: (card: Card, column: Column) => void): void {
  for (const column of board.columns) for (const card of column.cards) visit(card, column);
}

/** The span of an inline field's target. */
export function relationTargetSpan({ span, target }: CardRelation, text: string): CardRelation['span'] {
  const at = text.indexOf(target, span.offset);
  if (at < 0 || at + target.length > span.offset + span.length) return span;
  return {
    line: span.line,
    column: span.column + at - span.offset,
    offset: at,
    length: target.length,
  };
}
