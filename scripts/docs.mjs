// Writes the generated pages: the rules and the verbs from their definitions, and which tests cover a file. --check
// compares.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { testsPage } from './testTable.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const folder = mkdtempSync(join(tmpdir(), 'doc-ops-docs-'));

try {
  const bundled = join(folder, 'pages.mjs');
  await build({
    stdin: {
      contents: `export { rulesPage } from './src/rules/reference.js'; export { allRules } from './src/rules/index.js'; export { verbsPage } from './src/cli/referencePage.js';`,
      resolveDir: root,
      loader: 'ts',
    },
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile: bundled,
    define: { DOC_OPS_VERSION: '"0"', DOC_OPS_OWNS_PROCESS: 'false' },
    banner: {
      js: "import{createRequire as docOpsCreateRequire}from'node:module';const require=docOpsCreateRequire(import.meta.url);",
    },
    logLevel: 'error',
  });
  const { rulesPage, allRules, verbsPage } = await import(pathToFileURL(bundled).href);
  const pages = {
    'docs/rules.md': rulesPage(allRules),
    'docs/verbs.md': await verbsPage(),
    'tests/README.md': testsPage(root),
  };
  for (const [path, text] of Object.entries(pages)) {
    if (!process.argv.includes('--check')) {
      writeFileSync(join(root, path), text);
      continue;
    }
    let now = '';
    try {
      now = readFileSync(join(root, path), 'utf8');
    } catch {
      // Not there: out of date like any other difference.
    }
    if (now !== text) {
      console.error(`${path} is out of date: npm run docs`);
      process.exitCode = 1;
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
