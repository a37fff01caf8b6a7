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
    const why = whyEndless(words);
    if (why !== null) return why;
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

function whyEndless(words: readonly string[]): string | null {
  const [first = '', ...args] = words;
  const program = baseName(first);
  const line = [program, ...args].join(' ');
  const watches = args.some((arg) => /^--watch(?:All)?(?:=true)?$/.test(arg));
  if (
    watches ||
    /^(?:tail\s.*(?:-f\b|--follow)|watch\s|nodemon\b|top\b|htop\b|less\b|more\b|vim?\b|nano\b)/.test(line)
  )
    return `\`${line.slice(0, 40)}\` does not end by itself`;
  if (/^(?:npm|pnpm|yarn|bun)\s+(?:run\s+)?(?:dev|start|serve|watch)(?:\s|$)/.test(line))
    return `\`${line.slice(0, 40)}\` starts a server or a watcher and does not end by itself`;
  if (
    /^(?:flask\s+run|uvicorn\b|gunicorn\b|python[\d.]*\s+-m\s+(?:http\.server|uvicorn)|\S*manage\.py\s+runserver|rails\s+(?:s|server)\b|next\s+dev|vite(?:\s+dev)?$)/.test(
      line,
    )
  )
    return `\`${line.slice(0, 40)}\` starts a server and does not end by itself`;
  return null;
}
