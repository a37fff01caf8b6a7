import type { Workspace } from '../../../workspace/workspace.js';
import type { Project, ProjectCommand } from '../contextItem.js';
import type { ProjectTree } from '../projectTree.js';
import { nodeCommands } from './nodeProject.js';
import { goCommands, justCommands, makeCommands, rustCommands } from './otherProjects.js';
import type { Place } from './place.js';
import { programsOf } from './programs.js';
import { pythonCommands } from './pythonProject.js';

/** Folders that are looked at, beside the root. */
const mostPlaces = 12;
const manifests =
  /^(?:package\.json|pyproject\.toml|setup\.py|setup\.cfg|tox\.ini|pytest\.ini|requirements[\w-]*\.txt|Cargo\.toml|go\.mod|Makefile|makefile|GNUmakefile|justfile|Justfile|\.justfile)$/;

/** What kinds of project lie in the tree, and how each is checked; the root first. */
export function detectProject(workspace: Workspace, tree: ProjectTree): Project {
  const kinds = new Set<Project['kinds'][number]>();
  const commands: ProjectCommand[] = [];
  const programs = programsOf(workspace, tree);
  for (const place of placesIn(tree)) {
    for (const [kind, read] of readers) {
      const found = read(place, programs);
      if (found === null) continue;
      kinds.add(kind);
      commands.push(...found);
    }
  }
  return { kinds: [...kinds], commands: withoutWrappers(commands) };
}

const readers = [
  ['node', nodeCommands],
  ['python', pythonCommands],
  ['rust', rustCommands],
  ['go', goCommands],
  ['make', makeCommands],
  ['just', justCommands],
] as const;

/** `make test` beside `npm test` of the same folder says the same twice: the first one stays. */
function withoutWrappers(commands: readonly ProjectCommand[]): ProjectCommand[] {
  const seen = new Set<string>();
  return commands.filter(({ purpose, cwd, source }) => {
    const key = `${purpose} ${cwd}`;
    const wraps = /makefile|justfile|tox\.ini/i.test(source);
    if (wraps && seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function placesIn(tree: ProjectTree): Place[] {
  const folders = new Set<string>(['']);
  for (const path of tree.files) {
    const slash = path.lastIndexOf('/');
    if (slash < 0 || !manifests.test(path.slice(slash + 1))) continue;
    const folder = path.slice(0, slash);
    if (
      folder.split('/').length <= 3 &&
      !/(?:^|\/)(?:fixtures?|examples?|testdata|node_modules|vendor|templates?)(?:\/|$)/.test(folder)
    )
      folders.add(folder);
    if (folders.size > mostPlaces) break;
  }
  return [...folders].map((folder): Place => {
    const at = (name: string) => (folder === '' ? name : `${folder}/${name}`);
    return {
      cwd: folder === '' ? '.' : folder,
      at,
      has: (name) => tree.has(at(name)),
      read: (name) => (tree.has(at(name)) ? tree.read(at(name)) : null),
      tree,
    };
  });
}
