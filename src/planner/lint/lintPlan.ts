import { whyIdleTasc } from '../../model/plan/idleCheck.js';
import type { Tasc } from '../../model/plan/tasc.js';
import type { AnswerFault } from '../answer/fault.js';
import { noteWithCommand, placeOf } from '../answer/tascFields.js';
import { whyDestructive } from './destructive.js';
import { whyUnfit } from './unfit.js';

export interface LintOptions {
  /** Absolute path of the root: a command that names it gets a relative path. */
  readonly root: string;
  /** Programs that these commands start with and that are not installed. */
  missingPrograms(
    commands: readonly { readonly id: string; readonly command: string; readonly cwd: string }[],
  ): readonly { readonly id: string; readonly program: string }[];
}

export interface LintedPlan {
  /** With dangerous commands made manual. */
  readonly tascs: readonly Tasc[];
  /** Checks that cannot serve: the plan is not taken with them. */
  readonly faults: readonly AnswerFault[];
  /** What may be wrong: a model is asked once more, and then a person is told. */
  readonly doubts: readonly AnswerFault[];
  /** What was changed, for the person. */
  readonly notes: readonly string[];
}

/** What is wrong with the commands of a plan that is valid otherwise; nothing of it is run. */
export function lintPlan(given: readonly Tasc[], { root, missingPrograms }: LintOptions): LintedPlan {
  const notes: string[] = [];
  const tascs = given.map((tasc) => madeManual(withRelativePaths(tasc, root, notes), notes));
  const faults: AnswerFault[] = [];
  for (const [index, tasc] of tascs.entries()) {
    if (tasc.testingInstructions === '') continue;
    const place = placeOf(index, tasc.id, 'testing_instructions');
    const idle = whyIdleTasc(tasc);
    if (idle !== null) faults.push({ place, message: `this check cannot fail: ${idle}` });
    const unfit = whyUnfit(tasc.testingInstructions);
    if (unfit !== null) faults.push({ place, message: unfit });
  }
  const commands = tascs.flatMap(({ id, testingInstructions: command, cwd }) =>
    command === '' ? [] : [{ id, command, cwd }],
  );
  const doubts = missingPrograms(commands).map(({ id, program }) => {
    const index = tascs.findIndex((tasc) => tasc.id === id);
    return {
      place: placeOf(index, id, 'testing_instructions'),
      message: `\`${program}\` is not installed here: use a program of this project, or say in additional_notes what provides it`,
    };
  });
  return { tascs, faults, doubts, notes };
}

function withRelativePaths(tasc: Tasc, root: string, notes: string[]): Tasc {
  const prefix = `${root.replace(/\/$/, '')}/`;
  if (root === '/' || !tasc.testingInstructions.includes(prefix)) return tasc;
  notes.push(`\`${tasc.id}\`: paths of this machine were made relative to the repository`);
  return { ...tasc, testingInstructions: tasc.testingInstructions.replaceAll(prefix, '') };
}

/** A person decides about a dangerous command; it is kept for them to read. */
function madeManual(tasc: Tasc, notes: string[]): Tasc {
  const why = tasc.testingInstructions === '' ? null : whyDestructive(tasc.testingInstructions);
  if (why === null) return tasc;
  notes.push(`\`${tasc.id}\` was made manual, and its command a note: ${why}`);
  return {
    ...tasc,
    testingInstructions: '',
    additionalNotes: noteWithCommand(tasc.additionalNotes, tasc.testingInstructions),
    proof: {
      check: { type: 'manual', criteria: manualCriteria },
      timeoutSeconds: 300,
      maxRetries: 0,
      allowRetry: true,
    },
  };
}

/** Criteria of a manual proof with their defaults. */
export const manualCriteria = {
  expectedExitCodes: [0],
  expectedOutputFiles: [],
  errorPatterns: [],
  outputPatterns: [],
  minTests: 1,
  maxIssues: 0,
  files: [],
  requiredApprovals: 1,
};
