import type { Finding } from '../../../src/model/finding.js';
import { judge } from '../../../src/rules/judge.js';
import { stagedCorpus } from '../../../src/workspace/corpus/staged/corpus.js';
import { openWorkspace } from '../../../src/workspace/open.js';
import type { Workspace } from '../../../src/workspace/workspace.js';
import { temporaryFolder } from '../../support/folder.js';
import { git, testEnvironment } from '../../support/process.js';

/** Open a workspace as `--root` from `cwd` (default: in the root) with this environment does. */
export async function openAs(
  root: string,
  options: { readonly cwd?: string; readonly env?: Record<string, string>; readonly now?: () => Date } = {},
): Promise<Workspace> {
  let count = 0;
  const opened = await openWorkspace({
    root,
    environment: {
      cwd: options.cwd ?? root,
      env: testEnvironment(options.env),
      now: options.now ?? aMinuteLater,
      token: (length) => String(count++).padStart(length, '0'),
    },
  });
  if (!opened.ok) throw new Error(opened.problem.message);
  return opened.value;
}

/** So long after every file was written that its times tell whether it was written again. */
function aMinuteLater(): Date {
  return new Date(Date.now() + 60_000);
}

/** A git repository whose first commit holds these files. */
export function repository(files: Readonly<Record<string, string>>): string {
  const root = temporaryFolder(files);
  git(root, ['init', '-q', '-b', 'main']);
  commit(root);
  return root;
}

/** Commit everything. */
export function commit(root: string): void {
  git(root, ['add', '-A']);
  git(root, ['commit', '-q', '--allow-empty', '-m', 'a commit']);
}

/** A document with complete front matter; `more` are further lines of it. */
export function page(id: string, more = '', body = '', status = 'Active'): string {
  return `---\nid: ${id}\ntitle: Login\nstatus: ${status}\ncreated: 2026-11-20\n${more}---\n\n# ${id} - Login\n\n${body}`;
}

/** What a commit would be told, `path:line rule` in order. */
export async function judgeCommit(workspace: Workspace): Promise<string[]> {
  const staged = await stagedCorpus(workspace);
  if (!staged.ok) throw new Error(staged.problem.message);
  const findings = await staged.value.judge(judge);
  staged.value.close();
  return [...staged.value.configFindings, ...findings].map(describe);
}

function describe({ path, span, rule }: Finding): string {
  return `${path}${span ? `:${span.line}` : ''} ${rule}`;
}
