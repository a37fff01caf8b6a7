import { missingPrograms } from '../../../workspace/process/programs.js';
import type { Workspace } from '../../../workspace/workspace.js';
import type { ProjectTree } from '../projectTree.js';

/** Which programs a project can use here. */
export interface Programs {
  /** The first of these that is on PATH; null where none is. */
  first(...names: readonly string[]): string | null;
  has(name: string): boolean;
  /** Whether a package's command is installed in the project: `node_modules/.bin/eslint`, `.venv/bin/ruff`. */
  isLocal(cwd: string, name: string): boolean;
}

export function programsOf(workspace: Workspace, tree: ProjectTree): Programs {
  const has = (program: string) =>
    missingPrograms(workspace, [{ id: '', command: program, cwd: '.' }]).length === 0;
  return {
    has,
    first: (...names) => names.find(has) ?? null,
    isLocal: (cwd, name) => {
      const base = cwd === '.' ? [''] : [`${cwd}/`, ''];
      return base.some((prefix) =>
        [`node_modules/.bin/${name}`, `.venv/bin/${name}`, `venv/bin/${name}`].some((path) =>
          tree.exists(`${prefix}${path}`),
        ),
      );
    },
  };
}
