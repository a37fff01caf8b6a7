import { type ChildProcess, spawn } from 'node:child_process';
import type { Writable } from 'node:stream';
import type { RunRecord } from './runRecord.js';

/**
 * A shell that outlives a killed runner for a moment: every process group announces itself to it, and when the pipe to
 * it closes it ends those that are left. It sits in a session of its own, where no Ctrl-C reaches it.
 */
const script = `
trap '' INT HUP TERM QUIT
groups=' '
while read -r what group; do
  case $what in
    +) groups="$groups$group " ;;
    -) case $groups in *" $group "*) groups="\${groups%% $group *} \${groups#* $group }" ;; esac ;;
  esac
done
for group in $groups; do kill -s TERM -- "-$group" 2>/dev/null; done
tries=0
while [ $tries -lt 10 ]; do
  left=
  for group in $groups; do kill -s 0 -- "-$group" 2>/dev/null && left=1; done
  [ -z "$left" ] && exit 0
  sleep 0.1
  tries=$((tries + 1))
done
for group in $groups; do kill -s KILL -- "-$group" 2>/dev/null; done
`;

export interface Guardian {
  /**
   * What a command inherits to announce its group before it executes; closed by it then, since the guardian acts when
   * nobody holds it any more. So it is known whatever happens to this process.
   */
  readonly line: Writable | 'ignore';
  /** A group has been started. */
  started(group: number): void;
  /** A group has ended. */
  forget(group: number): void;
  /** Let it end: nothing is left to guard. */
  close(): void;
}

/** Announces the shell's own group on descriptor 3. Without a guardian it continues: the runner ends its children itself. */
export const announce = `trap '' PIPE; echo "+ $$" >&3; trap - PIPE; exec 3>&-`;

/** Start a guardian whose groups are in the record of the run as well: it may be killed together with the runner. */
export function startGuardian(record: RunRecord): Guardian {
  const child: ChildProcess = spawn('/bin/sh', ['-c', script], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  const input = child.stdin as Writable;
  // It can only be gone if somebody killed it; the runner then ends its children itself.
  input.on('error', () => undefined);
  child.on('error', () => undefined);
  child.unref();
  let ended = '';
  let timer: NodeJS.Timeout | undefined;
  const tell = () => {
    timer = undefined;
    input.write(ended);
    ended = '';
  };
  return {
    get line() {
      return input.destroyed ? 'ignore' : input;
    },
    started: (group) => record.add(group),
    // Several at once: a write for each would cost as much as the rest of their bookkeeping.
    forget(group) {
      ended += `- ${group}\n`;
      timer ??= setTimeout(tell, tellAfter);
    },
    close() {
      clearTimeout(timer);
      input.end(ended);
      record.close();
    },
  };
}

/** Milliseconds; a group's id is not used again that soon. */
const tellAfter = 20;
