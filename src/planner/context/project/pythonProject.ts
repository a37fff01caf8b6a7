import { parse } from 'smol-toml';
import type { ProjectCommand } from '../contextItem.js';
import { isTestFile } from '../rank/fileKind.js';
import type { Place } from './place.js';
import type { Programs } from './programs.js';

const manifests = ['pyproject.toml', 'setup.py', 'setup.cfg', 'tox.ini', 'pytest.ini', 'requirements.txt'];

/** Commands of a Python project; null where the folder is none: it has no manifest, and no Python at the root. */
export function pythonCommands(place: Place, programs: Programs): ProjectCommand[] | null {
  const present = manifests.filter((name) => place.has(name));
  const files = place.tree.files.filter((path) => path.endsWith('.py') && isBelow(path, place.cwd));
  if (files.length === 0 || (present.length === 0 && place.cwd !== '.')) return null;
  const said = present.map((name) => place.read(name) ?? '').join('\n');
  const pyproject = tools(place.read('pyproject.toml'));
  const python = programs.first('python3', 'python') ?? 'python3';
  const source = present[0] === undefined ? (files[0] ?? '') : place.at(present[0]);
  const base = { cwd: place.cwd, source };
  const commands: ProjectCommand[] = [];
  const test = testCommand(place, files, said, pyproject, python, programs);
  if (test) commands.push({ ...base, purpose: 'test', ...test });
  const uses = (tool: string) =>
    pyproject.has(tool) || new RegExp(`(?:^|[\\s"'\\[:])${tool}\\b`, 'm').test(said);
  const add = (
    purpose: ProjectCommand['purpose'],
    tool: string,
    command: string,
    forFiles: string | null,
  ) => {
    if (!uses(tool)) return;
    const installed = programs.has(tool) || programs.isLocal(place.cwd, tool);
    commands.push({ ...base, purpose, command, forFiles, missing: installed ? null : tool });
  };
  add('lint', 'ruff', 'ruff check .', 'ruff check {files}');
  if (!commands.some(({ purpose }) => purpose === 'lint')) add('lint', 'flake8', 'flake8', 'flake8 {files}');
  add('types', 'mypy', 'mypy .', 'mypy {files}');
  if (!commands.some(({ purpose }) => purpose === 'types'))
    add('types', 'pyright', 'pyright', 'pyright {files}');
  if (!test && place.has('tox.ini')) add('test', 'tox', 'tox', null);
  return commands;
}

function isBelow(path: string, cwd: string): boolean {
  return cwd === '.' || path.startsWith(`${cwd}/`);
}

/** Names of the tables below `tool` in pyproject.toml; none where it cannot be read. */
function tools(text: string | null): ReadonlySet<string> {
  if (text === null) return new Set();
  try {
    const { tool } = parse(text);
    return new Set(Object.keys(typeof tool === 'object' ? tool : {}));
  } catch {
    // Not TOML: it says nothing.
    return new Set();
  }
}

function testCommand(
  place: Place,
  files: readonly string[],
  said: string,
  pyproject: ReadonlySet<string>,
  python: string,
  programs: Programs,
): Pick<ProjectCommand, 'command' | 'forFiles' | 'missing'> | null {
  const tests = files.filter(isTestFile);
  const usesPytest =
    pyproject.has('pytest') ||
    /\bpytest\b/.test(said) ||
    files.some((path) => path.endsWith('conftest.py')) ||
    tests.slice(0, 20).some((path) => /^\s*(?:import|from)\s+pytest\b/m.test(place.tree.read(path) ?? ''));
  const hasPytest = programs.has('pytest') || programs.isLocal(place.cwd, 'pytest');
  const local = programs.isLocal(place.cwd, 'pytest') && !programs.has('pytest');
  if (usesPytest) {
    const command = local ? `${python} -m pytest` : 'pytest';
    return { command, forFiles: `${command} {files}`, missing: hasPytest ? null : 'pytest' };
  }
  if (tests.length === 0) return null;
  const folders = new Set(tests.map((path) => relativeTo(path, place.cwd).split('/').slice(0, -1).join('/')));
  const [folder = ''] = [...folders].sort((a, b) => a.length - b.length);
  const start = folder === '' ? '' : ` -s ${folder}`;
  const pattern = tests.some((path) => !/\/?test[^/]*\.py$/.test(path)) ? " -p '*test*.py'" : '';
  const top =
    start !== '' && !place.tree.has(place.at(`${folder}/__init__.py`)) ? '' : start === '' ? '' : ' -t .';
  return {
    command: `${python} -m unittest discover${start}${top}${pattern}`,
    forFiles: `${python} -m unittest {files}`,
    missing: programs.has(python) ? null : python,
  };
}

export function relativeTo(path: string, cwd: string): string {
  return cwd === '.' ? path : path.slice(cwd.length + 1);
}
