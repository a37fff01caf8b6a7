import type { Config } from '../../model/config/config.js';
import type { DocumentType } from '../../model/document/type.js';
import { relationNames } from '../../model/links/relations.js';

/** The order in which keys are written, so that a new one lands where a person would look for it. */
export function fieldOrder(config: Config, type: DocumentType | null): string[] {
  return [
    'id',
    'title',
    'status',
    ...Object.keys(type?.fields ?? {}).filter((key) => key !== 'proof'),
    'created',
    'tags',
    'read_when',
    'depends_on',
    ...relationNames(config.relations),
    'related_docs',
    'proof',
  ];
}
