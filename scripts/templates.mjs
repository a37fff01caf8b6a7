// Precompiles templates/ into src/model/template/shipped.ts, so that `create` loads only the Handlebars runtime.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transformSync } from 'esbuild';
import Handlebars from 'handlebars';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
/** Folder of templates → the module that is made of it, and the name of its value. */
const targets = [
  ['templates', 'src/model/template/shipped.ts', 'shippedTemplates'],
  ['templates/prompts', 'src/planner/prompts/shippedPrompts.ts', 'shippedPrompts'],
];

/** The text of the generated module: a line for each template. */
function shippedModule(folder, value) {
  const names = readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.md'))
    .sort();
  const entries = names.map((name) => {
    const source = readFileSync(join(root, folder, name), 'utf8');
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
  return `// Made by scripts/templates.mjs from ${folder}/; do not edit.\n// @ts-nocheck generated code of the Handlebars compiler\n\nexport const ${value}: Readonly<Record<string, unknown>> = {\n${entries.join('\n')}\n};\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [folder, target, value] of targets) {
    const text = shippedModule(folder, value);
    if (!process.argv.includes('--check')) writeFileSync(join(root, target), text);
    else if (readFileSync(join(root, target), 'utf8') !== text) {
      console.error(`${target} is out of date: node scripts/templates.mjs`);
      process.exitCode = 1;
    }
  }
}
