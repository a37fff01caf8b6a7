import { realpathSync } from 'node:fs';
import type { ProgramPlace } from '../../../../workspace/hooks/gitConfig.js';

/** This node and this program, so that a hook finds them where PATH is bare. */
export function programPlace(): ProgramPlace {
  const started = realpathSync(process.argv[1] ?? '');
  return { node: process.execPath, program: started.replace(/kanban-ops(?=\.cjs$)/, 'doc-ops') };
}
