// Builds dist/: the launchers (CommonJS, so that `--version` starts nothing else) and the program (ESM, split so
// that each verb is loaded on demand). Everything is bundled: no dependency is installed with doc-ops.
import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const dist = join(root, 'dist');

const shared = {
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  minify: !process.env.DOC_OPS_PLAIN_BUILD,
  legalComments: 'linked',
  define: { 'process.env.NODE_ENV': '"production"', DOC_OPS_VERSION: JSON.stringify(version) },
  logLevel: 'warning',
  metafile: true,
};

export async function buildProgram() {
  rmSync(dist, { recursive: true, force: true });
  mkdirSync(dist, { recursive: true });
  const program = await build({
    ...shared,
    entryPoints: { main: join(root, 'src/cli/main.ts') },
    outdir: dist,
    format: 'esm',
    splitting: true,
    outExtension: { '.js': '.mjs' },
    chunkNames: 'chunks/[name]-[hash]',
    banner: {
      js: "import{createRequire as docOpsCreateRequire}from'node:module';const require=docOpsCreateRequire(import.meta.url);",
    },
  });
  for (const name of ['doc-ops', 'kanban-ops']) {
    const file = join(dist, `${name}.cjs`);
    await build({
      ...shared,
      entryPoints: [join(root, 'src/cli/launcher.cts')],
      outfile: file,
      format: 'cjs',
      external: ['./main.mjs'],
      define: { ...shared.define, DOC_OPS_PROGRAM: JSON.stringify(name) },
      banner: { js: '#!/usr/bin/env node' },
    });
    chmodSync(file, 0o755);
  }
  return program;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { metafile } = await buildProgram();
  if (process.argv.includes('--meta')) writeFileSync(join(root, 'build/meta.json'), JSON.stringify(metafile));
  const bytes = Object.values(metafile.outputs).reduce((sum, output) => sum + output.bytes, 0);
  console.log(`built dist/ (${Object.keys(metafile.outputs).length} files, ${Math.round(bytes / 1024)} KiB)`);
}
