import type { Finding } from '../../model/finding.js';
import type { Environment } from '../../workspace/workspace.js';
import { linkGraph } from '../documents.js';
import { openContext, workspaceOf } from '../openContext.js';
import { type PackedLinks, packLinks } from './linkTable.js';
import { readFindings } from './readLive.js';

/** What takes too long to be done between two keys. */
export interface Analysis {
  readonly links: PackedLinks;
  readonly findings: readonly Finding[];
}

/** Read every link and judge every document; null where there is nothing to read. */
export async function analyse(root: string | undefined, environment?: Environment): Promise<Analysis | null> {
  const context = await openContext({
    needs: 'workspace',
    root,
    dryRun: false,
    person: null,
    readInput: async () => '',
    ...(environment ? { environment } : {}),
  });
  if (!context.ok) return null;
  const workspace = workspaceOf(context.value);
  const links = await linkGraph(workspace);
  const findings = await readFindings(workspace);
  return { links: packLinks(links.ok ? links.value.links : []), findings };
}
