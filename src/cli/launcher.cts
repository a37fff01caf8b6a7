// CommonJS, because that is what Node starts fastest: `--version` is answered here and loads nothing else.
import codeCache = require('./codeCache.cjs');

declare const DOC_OPS_VERSION: string;
declare const DOC_OPS_PROGRAM: 'doc-ops' | 'kanban-ops';
/** Digest of the built program. */
declare const DOC_OPS_BUILD: string;

interface TerminalInterface {
  start(options: { root?: string }): Promise<number>;
}

function openTui(options: { root?: string }): Promise<number> {
  return codeCache.loadPart<TerminalInterface>('tui.cjs', DOC_OPS_BUILD, 'tui').start(options);
}

function isAtTerminal(): boolean {
  const { CI, TERM } = process.env;
  return process.stdin.isTTY && process.stdout.isTTY && !CI && TERM !== 'dumb';
}

const args = process.argv.slice(2);
if (args.length === 1 && (args[0] === '--version' || args[0] === '-V')) {
  process.stdout.write(`${DOC_OPS_VERSION}\n`);
} else if (args.length === 0 && DOC_OPS_PROGRAM === 'doc-ops' && isAtTerminal()) {
  openTui({}).then((code) => process.exit(code));
} else {
  codeCache
    .loadProgram(DOC_OPS_BUILD, args)
    .main(DOC_OPS_PROGRAM, DOC_OPS_VERSION, openTui)
    .then(() => process.on('exit', leave));
}

/** Nothing is left to be done or written then; to take a large heap apart piece by piece takes long, and nobody needs it. */
function leave(code: number): void {
  process.exit(code);
}
