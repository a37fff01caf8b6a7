declare const DOC_OPS_VERSION: string;

/** A bug. The person gets one line and a way to report it; the trace only when asked for. */
export function crash(error: unknown): never {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`error: doc-ops ${DOC_OPS_VERSION} failed unexpectedly: ${message}\n`);
  if (process.env.DOC_OPS_DEBUG && error instanceof Error) process.stderr.write(`${error.stack}\n`);
  else process.stderr.write('  this is a bug; DOC_OPS_DEBUG=1 prints where it happened\n');
  process.exit(70);
}
