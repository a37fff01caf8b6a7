// Precompiles templates/ into src/model/template/shipped.ts, so that `create` loads only the Handlebars runtime.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transformSync } from 'esbuild';
import Handlebars from 'handlebars';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const target = join(root, 'src/model/template/shipped.ts');

/** The text of the generated module: a line for each template. */
export function shippedModule() {
  const names = readdirSync(join(root, 'templates'))
    .filter((name) => name.endsWith('.md'))
    .sort();
  const entries = names.map((name) => {
    const source = readFileSync(join(root, 'templates', name), 'utf8');
    const code = Handlebars.precompile(source, {
      noEscape: true,
      strict: true,
      preventIndent: true,
      knownHelpersOnly: true,
      knownHelpers: { yaml: true, line: true, join: true, lower: true, upper: true },
    });
    const { code: line } = transformSync(`x=${code}`, {
      minify: true,
      charset: 'utf8',
      supported: { 'template-literal': false },
    });
    return `  ${JSON.stringify(name.slice(0, -3))}: ${line.trim().replace(/^x=|;$/g, '')},`;
  });
  return `// Made by scripts/templates.mjs from templates/; do not edit.\n// @ts-nocheck generated code of the Handlebars compiler\n\nexport const shippedTemplates: Readonly<Record<string, unknown>> = {\n${entries.join('\n')}\n};\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const text = shippedModule();
  if (process.argv.includes('--check')) {
    if (readFileSync(target, 'utf8') !== text) {
      console.error('src/model/template/shipped.ts is out of date: node scripts/templates.mjs');
      process.exitCode = 1;
    }
  } else writeFileSync(target, text);
}
