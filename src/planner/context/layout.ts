/** Lines of a tree that is shown at most. */
const mostLines = 60;

/** The folders of a project with the number of files in each, as deep as fits; files at the top by name. */
export function layoutOf(files: readonly string[]): string {
  for (const depth of [3, 2, 1]) {
    const lines = linesAt(files, depth);
    if (lines.length <= mostLines || depth === 1) return lines.slice(0, mostLines).join('\n');
  }
  return '';
}

function linesAt(files: readonly string[], depth: number): string[] {
  const counts = new Map<string, number>();
  const top: string[] = [];
  for (const path of files) {
    const folder = folderAt(path, depth);
    if (folder === '') top.push(path);
    else counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  return [
    ...[...counts].map(([folder, count]) => `${folder} (${count} file${count === 1 ? '' : 's'})`),
    ...top.slice(0, 30),
  ];
}

/** The folder of a path, at most so deep, with a slash at its end. */
function folderAt(path: string, depth: number): string {
  let end = 0;
  for (let level = 0; level < depth; level++) {
    const slash = path.indexOf('/', end);
    if (slash < 0) break;
    end = slash + 1;
  }
  return path.slice(0, end);
}
