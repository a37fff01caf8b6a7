import type { Finding } from '../../../src/model/finding.js';
import type { Data } from '../../../src/tui/state/state.js';
import { item, sampleData } from './states.js';

/** What the files say after something happened to them. */
export function changedData(which: number, how: number): Partial<Data> {
  const data = sampleData();
  const { documents, board } = data;
  const findings = Array.from(
    { length: how % 70 },
    (_, at): Finding => ({
      rule: at % 2 ? 'links/dangling' : 'status/spelling',
      severity: at % 3 ? 'error' : 'warning',
      path: documents[at % documents.length]?.path ?? '',
      message: `finding ${at} \u202E ${'long '.repeat(at)}`,
      ...(at % 4 ? { span: { line: at, column: 3, offset: 20, length: at } } : {}),
      ...(at % 5 ? {} : { fix: { title: 'write it right', edits: [] } }),
    }),
  );
  const columns = (board?.columns ?? []).map((column) => ({ ...column, cards: column.cards.slice(how % 9) }));
  switch (which % 16) {
    case 0:
      return { documents: documents.filter((_, at) => (at * 7 + how) % 5 > 0) };
    case 1:
      return { documents: [], board: null, boardProblem: 'there is no board', findings: [], links: null };
    case 2:
      return { exists: false, problem: 'there is no dev_ops', documents: [] };
    case 4:
      return { board: null, boardProblem: 'the board \u001b is broken' };
    case 5:
      return { board: { path: '', columns: [] } };
    case 6:
      return { board: { path: '', columns: columns.reverse() }, documents };
    case 7:
      return { board: { path: '', columns: columns.slice(how % 4) } };
    case 8:
      return { findings };
    case 9:
      return { findings: null, links: null };
    case 10:
      return { links: data.links, findings };
    case 11:
      // Every document was renamed, some were archived, some broke.
      return {
        documents: documents.map((one, at) => ({
          ...one,
          path: one.path.replace('-x', '-renamed'),
          archived: at % 4 === how % 4,
          broken: at % 6 ? null : 'it cannot be read',
          created: at % 3 ? `2025-0${1 + (at % 9)}-11` : null,
          status: at % 5 ? one.status : '',
          tags: at % 2 ? ['Security'] : [],
          priority: at % 2 ? 'high' : null,
        })),
      };
    case 12:
      return {
        documents: [
          ...documents,
          item('PLAN-002', 'Another plan'),
          item('NOTE', '', { id: null, type: null }),
        ],
      };
    case 13:
      return { types: how % 2 ? [] : data.types, relations: how % 3 ? {} : data.relations };
    case 14:
      return {
        documents: documents.filter(({ type }) => type !== (how % 2 ? 'plan' : 'task')),
        branch: null,
      };
    default:
      return data;
  }
}
