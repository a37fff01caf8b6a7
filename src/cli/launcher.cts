// CommonJS, because that is what Node starts fastest: `--version` is answered here and loads nothing else.
declare const DOC_OPS_VERSION: string;
declare const DOC_OPS_PROGRAM: 'doc-ops' | 'kanban-ops';

const [first, second] = process.argv.slice(2);
if (second === undefined && (first === '--version' || first === '-V')) {
  process.stdout.write(`${DOC_OPS_VERSION}\n`);
} else {
  import('./main.mjs' as string).then((program: { main: (name: string, version: string) => Promise<void> }) =>
    program.main(DOC_OPS_PROGRAM, DOC_OPS_VERSION),
  );
}
