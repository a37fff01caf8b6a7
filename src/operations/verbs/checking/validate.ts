import type { InferOutput } from 'valibot';
import { compareFindings, type Finding } from '../../../model/finding.js';
import { failure, type Result, success } from '../../../model/result.js';
import { pathBelow } from '../../../workspace/files/safePath.js';
import type { Workspace } from '../../../workspace/workspace.js';
import { workspaceOf } from '../../openContext.js';
import { applyFixes } from '../../validate/applyFixes.js';
import { type Judged, judgeFiles, judgeStaged, judgeWorkspace } from '../../validate/judgeWorkspace.js';
import { type Context, defineVerb, flag, list, number, type Outcome, text } from '../../verb.js';
import type { validated } from '../output/checking.js';

export type Validated = InferOutput<typeof validated>;

export const verb = defineVerb({
  name: 'validate',
  summary: 'Check all links, ids, statuses and cards',
  description:
    'Exit code 0 means no errors; warnings do not fail, unless --max-warnings says so. With globs it checks links and headings in other markdown files. --staged checks the commit as git will make it, and the links that it would break in other documents.',
  arguments: { files: list('globs of other markdown files to check', { value: 'glob', completes: 'path' }) },
  options: {
    staged: flag('validate the next commit', { short: 's' }),
    base: text('also report ids that collide with this branch or commit', { value: 'ref' }),
    fix: flag('repair what is certain, as one change'),
    watch: flag('validate again after every change, until Ctrl-C', { short: 'w' }),
    maxWarnings: number('fail if there are more warnings than this', { value: 'n' }),
    format: text('output format', {
      value: 'format',
      choices: ['pretty', 'json', 'sarif', 'github'],
    }),
    explain: text('explain a rule, with examples', { value: 'rule', completes: 'rule' }),
  },
  examples: {
    'doc-ops validate': 'everything below dev_ops/',
    'doc-ops validate --staged': 'validates the next commit, as the hook does',
    "doc-ops validate 'docs/**/*.md' README.md": 'checks links and headings in other markdown files',
    'doc-ops validate --fix': 'repairs what is certain; doc-ops undo takes it back',
    'doc-ops validate --format github': 'prints annotations for GitHub Actions',
    'doc-ops validate --watch': 'validates after every change, beside your editor',
    'doc-ops validate --explain links/dangling': 'explains a rule, with examples',
  },
  writes: true,
  run: async (context, input) => {
    if (input.explain !== undefined) return explain(input.explain);
    const judge = (workspace: Workspace = workspaceOf(context)): Promise<Result<Judged>> =>
      input.staged
        ? judgeStaged(workspace, input.base)
        : input.files.length > 0
          ? judgeFiles(workspace, input.files)
          : judgeWorkspace(workspace, input.base);
    if (input.watch) return watch(context, input, judge);
    const judged = await judge();
    if (!judged.ok) return judged;
    const scope = input.staged ? 'staged' : input.files.length > 0 ? 'files' : 'workspace';
    if (!input.fix) return success(outcome(workspaceOf(context), scope, judged.value, 0, input.maxWarnings));
    return fix(context, judge, judged.value, scope, input.maxWarnings);
  },
});

/** Judge again and again. */
async function watch(
  context: Context,
  input: {
    readonly staged: boolean;
    readonly fix: boolean;
    readonly files: readonly string[];
    readonly format: string | undefined;
    readonly maxWarnings: number | undefined;
  },
  judge: (workspace: Workspace) => Promise<Result<Judged>>,
): Promise<Result<Outcome<Validated>>> {
  if (input.fix || input.files.length > 0 || (input.format !== undefined && input.format !== 'pretty'))
    return failure('usage', '--watch goes with --staged, --base, --max-warnings, --json and --plain only');
  const { repeatOnChange } = await import('../../validate/repeatOnChange.js');
  return repeatOnChange(context, async (workspace) => {
    const judged = await judge(workspace);
    if (!judged.ok) return judged;
    return success(
      outcome(workspace, input.staged ? 'staged' : 'workspace', judged.value, 0, input.maxWarnings),
    );
  });
}

/** Fix until nothing more can be fixed (one repair may make the next possible), then judge what is left. */
async function fix(
  context: Context,
  judge: () => Promise<Result<Judged>>,
  first: Judged,
  scope: Validated['scope'],
  maxWarnings: number | undefined,
): Promise<Result<Outcome<Validated>>> {
  const fixable = first.findings.filter((finding) => finding.fix);
  if (fixable.length === 0) return success(outcome(workspaceOf(context), scope, first, 0, maxWarnings));
  const applied = await applyFixes(context, fixable);
  if (!applied.ok) return applied;
  if (context.dryRun) {
    return success({
      ...outcome(workspaceOf(context), scope, first, 0, maxWarnings),
      changes: applied.value.changes ?? [],
    });
  }
  const after = await judge();
  if (!after.ok) return after;
  return success({
    ...outcome(workspaceOf(context), scope, after.value, applied.value.data.fixed, maxWarnings),
    changes: applied.value.changes ?? [],
  });
}

function outcome(
  { root, repository }: Workspace,
  scope: Validated['scope'],
  { findings, documents }: Judged,
  fixed: number,
  maxWarnings: number | undefined,
): Outcome<Validated> {
  const sorted: Finding[] = [...findings].sort(compareFindings);
  const errors = sorted.filter(({ severity }) => severity === 'error').length;
  const warnings = sorted.length - errors;
  const fixable = sorted.filter((finding) => finding.fix).length;
  return {
    data: {
      below: repository ? pathBelow(repository.workTree, root) : '',
      scope,
      documents,
      errors,
      warnings,
      fixed,
      fixable,
    },
    findings: sorted,
    failed: errors > 0 || (maxWarnings !== undefined && warnings > maxWarnings),
  };
}

async function explain(id: string): Promise<Result<Outcome<Validated>>> {
  const { explainRule } = await import('../../validate/explainRule.js');
  const rule = explainRule(id);
  if (!rule.ok) return rule;
  return success({
    data: {
      below: '',
      scope: 'workspace',
      documents: 0,
      errors: 0,
      warnings: 0,
      fixed: 0,
      fixable: 0,
      explained: rule.value,
    },
  });
}
