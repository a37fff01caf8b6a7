import { join } from 'node:path';
import type { FileOperation } from '../../model/fileOperation.js';
import { readIfThere } from '../files/durable.js';
import type { Workspace } from '../workspace.js';
import { type BlockPlace, blockState, outsideBlock, toByteString, withBlock, withoutBlock } from './block.js';
import type { PartState } from './hookFile.js';
import { attributesLine } from './lines.js';

/** `.gitattributes` beside the documents' folder, and what it becomes. */
export interface Attributes {
  readonly state: PartState;
  readonly path: string;
  readonly added: FileOperation;
  readonly removed: FileOperation;
}

const atEnd: BlockPlace = { at: 'at the end', newFile: '' };

/** A line that somebody wrote by hand, or that is in the middle of other lines, is left as it is. */
export function attributesOf(workspace: Workspace): Attributes {
  const path = join(workspace.root, '.gitattributes');
  const text = readIfThere(path)?.toString('latin1') ?? null;
  const line = attributesLine(workspace.folder);
  const block = text === null ? 'absent' : blockState(text);
  const edit = { path, before: text, mode: 0o644 };
  const removed = { ...edit, after: text === null ? null : withoutBlock(text, atEnd) };
  if (block === 'damaged') return { state: 'foreign', path, added: { ...edit, after: text }, removed };
  const byHand = text !== null && outsideBlock(text).split(/\r?\n/).includes(toByteString(line));
  if (byHand && block === 'absent')
    return { state: 'by hand', path, added: { ...edit, after: text }, removed };
  const after = withBlock(text, [line], atEnd);
  const state = block === 'absent' ? 'missing' : after === text ? 'installed' : 'outdated';
  return { state, path, added: { ...edit, after }, removed };
}
