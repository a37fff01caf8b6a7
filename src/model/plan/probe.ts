/**
 * What running a check once on the untouched tree told about it. A check is worth something if it is red before the
 * work and green after it.
 */
export const probeLabels = [
  'red',
  'green',
  'needs-another',
  'changed-tree',
  'no-tests',
  'cannot-run',
  'watch-mode',
  'waits-for-input',
  'too-slow',
] as const;
export type ProbeLabel = (typeof probeLabels)[number];

/** What is known of a check after it was probed. */
export interface Probe {
  readonly label: ProbeLabel;
  /** Why, one clause, `''` where the label says it all; names, paths and numbers, never output text. */
  readonly reason: string;
}

/** A tasc of a plan, probed; `manual` was not run, `not-run` was not reached. */
export interface ProbedTasc {
  readonly tasc: string;
  readonly title: string;
  /** `''` for a manual tasc. */
  readonly command: string;
  readonly label: ProbeLabel | 'manual' | 'not-run';
  readonly reason: string;
  readonly exitCode: number | null;
  readonly milliseconds: number;
}

type Shown = ProbedTasc['label'];

/** Labels as people read them. */
export const probeWords: Readonly<Record<Shown, string>> = {
  red: 'red, as expected',
  green: 'green already',
  'needs-another': 'needs another tasc',
  'changed-tree': 'changes the tree',
  'no-tests': 'collects no tests',
  'cannot-run': 'cannot run',
  'watch-mode': 'does not end',
  'waits-for-input': 'waits for input',
  'too-slow': 'too slow',
  manual: 'a person decides',
  'not-run': 'not run',
};

/** Whether a check is sound, says less than it should, or can prove nothing as it is written. */
export function probeVerdict(label: Shown): 'sound' | 'doubtful' | 'broken' {
  switch (label) {
    case 'red':
    case 'needs-another':
    case 'manual':
      return 'sound';
    case 'green':
    case 'changed-tree':
    case 'not-run':
      return 'doubtful';
    case 'no-tests':
    case 'cannot-run':
    case 'watch-mode':
    case 'waits-for-input':
    case 'too-slow':
      return 'broken';
  }
}

/** A label with its reason: `cannot run: pytest is not installed`. */
export function probeText(label: Shown, reason: string): string {
  return reason === '' ? probeWords[label] : `${probeWords[label]}: ${reason}`;
}

/** What a planner should do about a label; null where nothing. */
const advice: Readonly<Record<Shown, string | null>> = {
  red: null,
  'needs-another': null,
  manual: null,
  'not-run': null,
  green: 'write a check that fails until the work is done, unless it only guards what works already',
  'changed-tree': 'write a check that only looks, or name what it makes in `expected_output_files`',
  'no-tests': 'name tests that are there, or that a tasc before it adds',
  'cannot-run': 'use a program, module or script that this repository has',
  'watch-mode': 'write a command that ends by itself',
  'waits-for-input': 'write a command that asks nothing',
  'too-slow': 'check less at once, or raise `timeout_seconds`',
};

/** The labels of a plan's checks as a planner is told them: one line for each, and what to do about those that need it. */
export function probeFeedback(tascs: readonly ProbedTasc[]): string {
  const lines = tascs.map(({ tasc, command, label, reason }) => {
    const todo = advice[label];
    const what = command === '' ? '' : ` \`${command.replace(/\s*\n\s*/g, '; ')}\``;
    return `- ${tasc}${what}: ${probeText(label, reason)}${todo === null ? '' : `. Do this: ${todo}.`}`;
  });
  return [
    'Every check was run once on the untouched tree. A check has to fail before the work and pass after it.',
    ...lines,
  ].join('\n');
}
