import { whyEndless } from '../../model/plan/endlessCommand.js';
import { baseName, shellCommands } from './shellCommands.js';

/** Why a command cannot serve as a check on another machine, or never ends; null where it may. */
export function whyUnfit(command: string): string | null {
  const placeholder =
    /(?<![\w/.-])(?:path\/to\/|your[-_]\w+|<[a-z][\w -]*>)|\b(?:TODO|FIXME|XXX)\b|^\s*(?:\.\.\.|…)\s*$/.exec(
      command,
    );
  if (placeholder) return `\`${placeholder[0]}\` is a placeholder: write the real command`;
  const path = absolutePath(command);
  if (path !== null) return `\`${path}\` is a path of one machine: write paths relative to the repository`;
  for (const { words } of shellCommands(command)) {
    const [first = '', ...args] = words;
    const command = [baseName(first), ...args].join(' ');
    const why = whyEndless(command);
    if (why !== null) return `\`${command.slice(0, 40)}\` does not end by itself: ${why}`;
  }
  return null;
}

/** A path from the top of a file system, or into somebody's home; not what only looks like one, as `/api/login`. */
function absolutePath(command: string): string | null {
  const found =
    /(?<![\w.$:/~}-])(?:~\/|\/(?:home|Users|root|private|var|opt|mnt|srv|etc|usr|tmp|Volumes|workspace|workspaces)\/|[A-Za-z]:\\)[^\s'"`;|&<>()]*/.exec(
      command,
    );
  const path = found?.[0] ?? null;
  return path === null || /^\/usr\/bin\/env$/.test(path) ? null : path;
}
