import type { Config } from '../../model/config/config.js';
import type { DocumentType } from '../../model/document/type.js';
import { relationNames } from '../../model/links/relations.js';

/** The order in which keys are written, so that a new one lands where a person would look for it. */
export function fieldOrder(config: Config, type: DocumentType | null): string[] {
  const own = Object.entries(type?.fields ?? {});
  // Mappings, which doc-ops itself writes, come last.
  const maps = own.filter(([, { kind }]) => kind === 'map').map(([key]) => key);
  return [
    'id',
    'title',
    'status',
    ...own.map(([key]) => key).filter((key) => !maps.includes(key)),
    'created',
    'tags',
    'read_when',
    'depends_on',
    ...relationNames(config.relations),
    'related_docs',
    ...maps,
  ];
}
