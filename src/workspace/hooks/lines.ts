/**
 * The shell lines that hooks and the merge driver run, in POSIX sh (also read by bash, zsh and ksh). They are the
 * same on every machine and in every repository: what differs is read from git's config when they run, so that a
 * hook that is shared (a committed `core.hooksPath`, one folder for all repositories) says nothing of one machine.
 */

/** Keys of the repository's git config that `hooks install` writes. */
export const configKeys = {
  node: 'doc-ops.node',
  program: 'doc-ops.program',
  /** One value for each documents' folder in the repository, from the top: `dev_ops`, `packages/app/dev_ops`. */
  documents: 'doc-ops.documents',
  driverName: 'merge.doc-ops.name',
  driver: 'merge.doc-ops.driver',
} as const;

export const driverName = 'doc-ops: boards by card, front matter by key';

/**
 * Sets `$@` to the program: that of the repository, then the one that installed the hook, then the one on PATH.
 * Clients with windows start git with a bare PATH, so the folder of the recorded node is added to its end.
 */
const findProgram = [
  `node=$(git config ${configKeys.node}) || node=`,
  `program=$(git config ${configKeys.program}) || program=`,
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of the shell
  'if [ -x "$node" ]; then PATH=$PATH:${node%/*}; fi',
  'if [ -x node_modules/.bin/doc-ops ]; then set -- node_modules/.bin/doc-ops',
  'elif [ -x "$node" ] && [ -f "$program" ]; then set -- "$node" "$program"',
  'elif command -v doc-ops >/dev/null 2>&1; then set -- doc-ops',
  'else set --; fi',
];

/** Lines of the pre-commit and pre-merge-commit hooks; why a missing program stops the commit: docs/hooks.md. */
export const hookLines: readonly string[] = [
  '# Checks the documents of this commit. Skip once: DOC_OPS_SKIP=1 git commit …, or git commit --no-verify',
  '# Added by doc-ops hooks install; doc-ops hooks uninstall takes it out.',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of the shell
  'if [ -z "${DOC_OPS_SKIP:-}" ]; then (',
  ...findProgram.map((line) => `  ${line}`),
  `  { git config --get-all ${configKeys.documents} || echo dev_ops; } | while IFS= read -r documents; do`,
  '    [ -d "$documents" ] || continue',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of the shell
  '    case $documents in */*) root=${documents%/*} ;; *) root=. ;; esac',
  '    status=127',
  '    if [ $# -gt 0 ]; then "$@" validate --staged --root "$root" </dev/null >&2 && continue || status=$?; fi',
  '    case $status in',
  '      126 | 127)',
  '        echo "doc-ops could not be started, so $documents/ was not checked." >&2',
  '        echo "  npm install --global doc-ops, then doc-ops hooks install" >&2',
  '        [ -n "$program" ] || continue ;;',
  '    esac',
  '    echo "doc-ops stopped this commit. To skip the check once: DOC_OPS_SKIP=1 git commit …" >&2',
  '    exit 1',
  '  done',
  ') || exit 1; fi',
];

/**
 * The merge driver's command line. git puts file names and numbers in for `%O %A %B %L` and the quoted path for
 * `%P`. Exit 0 is merged, 1 conflicts that are marked in %A; anything else, and a 1 without a mark (node itself
 * failed), means that doc-ops did not merge, and git's own merge does.
 */
export const driverCommand: string = [
  ...findProgram.map((line) => line.replaceAll('%', '%%')),
  'status=127',
  'if [ $# -gt 0 ]; then "$@" merge-driver %O %A %B %L %P </dev/null; status=$?; fi',
  'if [ $status -eq 0 ]; then exit 0; fi',
  "if [ $status -eq 1 ] && grep -q '^<<<<<<<' %A; then exit 1; fi",
  'git merge-file --marker-size=%L -L ours -L base -L theirs %A %O %B || exit 1',
].join('; ');

/** The line of `.gitattributes` for a documents' folder beside it. */
export function attributesLine(folder: string): string {
  const pattern = `${folder.replace(/[\\*?[\]]/g, '\\$&')}/**/*.md`;
  const quoted = /[\s"]|^[!#]/.test(pattern) ? `"${pattern.replace(/["\\]/g, '\\$&')}"` : pattern;
  return `${quoted} merge=doc-ops`;
}
