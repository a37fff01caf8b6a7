/** A bug. The person gets one line and a way to report it; the trace only when asked for. */
export function crash(error: unknown, version: string): void {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`error: doc-ops ${version} failed unexpectedly: ${message}\n`);
  if (process.env.DOC_OPS_DEBUG && error instanceof Error) process.stderr.write(`${error.stack}\n`);
  else process.stderr.write('  this is a bug; DOC_OPS_DEBUG=1 prints where it happened\n');
  process.exit(70);
}
