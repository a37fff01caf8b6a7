/** The shell lines that hooks and the merge driver run. POSIX sh; GUI clients start hooks with a bare PATH. */

/** Where this program is, for when it is not on PATH. */
export interface ProgramPlace {
  readonly node: string;
  readonly program: string;
}

/** A shell word in single quotes. */
export function quote(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}

/**
 * Lines of a hook. Looks for the program in the repository, then where it was when the hook was installed, then on
 * PATH. Where it is nowhere the commit is stopped: a check that silently stopped checking is worse than none.
 */
export function hookLines(place: ProgramPlace, root: string): string[] {
  const inside = root === '' ? '' : `cd ${quote(root)} || exit 1; `;
  return [
    'if [ -z "$DOC_OPS_SKIP" ]; then',
    '  (',
    `    ${inside}set --`,
    '    if [ -x node_modules/.bin/doc-ops ]; then set -- node_modules/.bin/doc-ops',
    `    elif [ -x ${quote(place.node)} ] && [ -f ${quote(place.program)} ]; then set -- ${quote(place.node)} ${quote(place.program)}`,
    '    elif command -v doc-ops >/dev/null 2>&1; then set -- doc-ops',
    '    else',
    '      echo "doc-ops is not installed: npm install --global doc-ops, or DOC_OPS_SKIP=1 git commit …" >&2',
    '      exit 1',
    '    fi',
    '    "$@" validate --staged >&2 || {',
    '      echo "doc-ops stopped this commit. To skip the check once: DOC_OPS_SKIP=1 git commit …" >&2',
    '      exit 1',
    '    }',
    '  ) || exit 1',
    'fi',
  ];
}

/**
 * The merge driver's command line. Exit 0 is merged, 1 conflicts that are marked; anything else means that
 * doc-ops could not be run or refused, and git's own merge writes ordinary markers.
 */
export function driverCommand(place: ProgramPlace): string {
  const run = `if [ -x ${quote(place.node)} ] && [ -f ${quote(place.program)} ]; then ${quote(place.node)} ${quote(place.program)} merge-driver %O %A %B %L %P; else doc-ops merge-driver %O %A %B %L %P; fi`;
  return `(${run}) 2>/dev/null; s=$?; if [ $s -gt 1 ]; then git merge-file --marker-size=%L -L ours -L base -L theirs %A %O %B; s=$?; fi; exit $s`;
}
