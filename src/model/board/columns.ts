import { columnKey } from '../columnKey.js';
import type { BoardColumn, Config } from '../config/config.js';
import { canonicalStatus, type DocumentType, isClosing, statusKey } from '../document/type.js';
import type { Column } from './board.js';

/** The configured column of a name. */
export function configuredColumn(name: string, config: Config): BoardColumn | undefined {
  return config.board.columns.find((column) => columnKey(column.name) === columnKey(name));
}

/** Whether finished work is in this column: by the config, else by the plugin's own marker. */
export function isCompleteColumn(column: Column, config: Config): boolean {
  return configuredColumn(column.name, config)?.complete ?? column.completeMarker;
}

/** The status that documents of a type have in a column; undefined for a column that config.yaml does not know. */
export function statusForColumn(name: string, type: DocumentType, config: Config): string | undefined {
  const column = configuredColumn(name, config);
  if (!column) return undefined;
  const own = column.statuses[type.name];
  const named = canonicalStatus(type, own ?? column.status);
  if (named !== undefined) return named;
  if (column.complete) return type.closing[0];
  const open = type.statuses.filter((status) => !isClosing(type, status));
  return config.board.columns.indexOf(column) === 0 ? open[0] : (open[1] ?? open[0]);
}

/**
 * Whether a document of this status may be in a column. In a complete column every closing status is right; a
 * status that no column has (`blocked`) is right in any open one; so is any status in an unknown column.
 */
export function fitsColumn(name: string, type: DocumentType, status: string, config: Config): boolean {
  const column = configuredColumn(name, config);
  if (!column) return true;
  if (column.complete || isClosing(type, status)) return column.complete && isClosing(type, status);
  const wanted = statusForColumn(name, type, config);
  if (wanted !== undefined && statusKey(wanted) === statusKey(status)) return true;
  return columnForStatus(type, status, config) === undefined;
}

/** The first column of a status; undefined where none does. */
export function columnForStatus(type: DocumentType, status: string, config: Config): BoardColumn | undefined {
  if (isClosing(type, status)) return config.board.columns.find((column) => column.complete);
  return config.board.columns.find((column) => {
    const wanted = column.complete ? undefined : statusForColumn(column.name, type, config);
    return wanted !== undefined && statusKey(wanted) === statusKey(status);
  });
}
