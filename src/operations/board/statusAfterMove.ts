import { fitsColumn, statusForColumn } from '../../model/board/columns.js';
import type { Config } from '../../model/config/config.js';
import type { DocumentType } from '../../model/document/type.js';

/** The status that a document takes on when its card comes to a column; null where it may keep its own. */
export function statusAfterMove(
  config: Config,
  type: DocumentType,
  status: string,
  column: string,
): string | null {
  if (fitsColumn(column, type, status, config)) return null;
  return statusForColumn(column, type, config) ?? null;
}
