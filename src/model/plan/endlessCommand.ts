const starts: readonly (readonly [RegExp, string])[] = [
  [/\s--watch(?:All)?(?:=true)?(?=\s|$)|\b(?:tsc|mocha|webpack|rollup)\b.*\s-w(?=\s|$)/, 'it watches files'],
  [/^(?:nodemon|watch|entr)\s|^tail\s.*(?:-\w*[fF]\b|--follow)/, 'it watches files'],
  [
    /^(?:npm|pnpm|yarn|bun)\s+(?:run\s+)?(?:dev|start|serve|watch)(?=\s|$)/,
    'it starts a server or a watcher',
  ],
  [
    /^(?:uvicorn|gunicorn|live-server|http-server)\b|^flask\s+run\b|\bhttp\.server\b|\s-m\s+uvicorn\b|manage\.py\s+runserver\b|^rails\s+s(?:erver)?\b|^next\s+dev\b|^vite(?:\s+dev)?$/,
    'it starts a server',
  ],
  [/^(?:top|htop|less|more|vim?|nano)\b/, 'it waits for keys'],
];

/** Why a simple command, without what only starts it, does not end by itself; null where it may. */
export function whyEndless(command: string): string | null {
  return starts.find(([pattern]) => pattern.test(command))?.[1] ?? null;
}
