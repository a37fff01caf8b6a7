/**
 * How a plan travels: branches, work trees, the folders of an implementation, runs of implementers. The face of this
 * room: operations import its values with `import()`, so that no other verb loads any of it.
 */
export { allOrNothing } from './allOrNothing.js';
export { listBranches } from './branches/listBranches.js';
export { commitTree, makeCommit } from './branches/makeCommit.js';
export { commitOf, moveBranch } from './branches/moveBranch.js';
export { deleteRemoteBranch, pushBranch, remoteBranches, remoteFor } from './branches/push.js';
export { addWorktree, removeWorktree, worktreePlace, worktreesOf } from './branches/worktrees.js';
export { ledgersAt } from './ledgersAt.js';
export { forgetOldRuns, forgetRun, outputOf, plansWithRuns, recordRun, runsOf } from './runs/localRun.js';
export { stopRun } from './runs/stopRun.js';
