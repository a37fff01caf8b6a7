// Builds dist/: two small launchers, the program as one CommonJS file (a launcher starts it from V8's code cache,
// src/cli/codeCache.cts, which is quicker than loading a hundred modules), and beside it what is large and
// rarely needed. Everything is bundled: no dependency is installed with doc-ops.
import { createHash } from 'node:crypto';
import { appendFileSync, chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import ts from 'typescript';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const dist = join(root, 'dist');
const require = createRequire(import.meta.url);

/**
 * Libraries that few verbs need, each in a file of its own that is read when a verb asks for it: name in an import →
 * file in dist/.
 */
const apart = {
  'any-ascii': 'anyAscii.cjs',
  chokidar: 'chokidar.cjs',
  diff: 'diff.cjs',
  execa: 'execa.cjs',
  globby: 'globby.cjs',
  'gray-matter': 'grayMatter.cjs',
  handlebars: 'handlebars.cjs',
  'jsonc-parser': 'jsoncParser.cjs',
};

/** Rooms that few verbs need, each in a file of its own with its copies of what it imports: room in src/ → file in dist/. */
const lateRooms = { planner: 'planner.cjs', lifecycle: 'lifecycle.cjs' };

/** The SDKs of model servers, read when a server is asked. */
const sdkSource = 'src/planner/executors/servers/sdk.ts';

/** What makes JSON Schemas, in a file of its own as well: everything that only `schema` and `init --editor` need. */
const schemaSources = ['src/model/schema/configJsonSchema.ts', 'src/operations/verbs/output/jsonSchema.ts'];

const shared = {
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  minify: !process.env.DOC_OPS_PLAIN_BUILD,
  legalComments: 'linked',
  define: {
    'process.env.NODE_ENV': '"production"',
    DOC_OPS_VERSION: JSON.stringify(version),
    DOC_OPS_OWNS_PROCESS: 'true',
  },
  logLevel: 'warning',
  metafile: true,
  // A script that comes from V8's cache can `require`, but not `import()` without a warning to the person.
  supported: { 'dynamic-import': false },
};

/** In CommonJS a static import waits as well until its module runs; in the library only `import()` does. */
const keepApart = (format) => ({
  name: 'keep-apart',
  setup(build) {
    for (const [name, file] of Object.entries(apart)) {
      build.onResolve({ filter: new RegExp(`^${name}$`) }, ({ kind }) =>
        kind === 'dynamic-import' || format === 'cjs' ? { path: `./${file}`, external: true } : null,
      );
    }
    build.onResolve({ filter: /[/]sdk[.]js$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: './modelSdks.cjs', external: true } : null,
    );
    for (const [room, file] of Object.entries(lateRooms)) {
      build.onResolve({ filter: new RegExp(`[/]${room}[/]index[.]js$`) }, ({ kind }) =>
        kind === 'dynamic-import' ? { path: `./${file}`, external: true } : null,
      );
    }
    build.onResolve({ filter: /[/](?:configJsonSchema|output[/]jsonSchema)[.]js$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: './schemas.cjs', external: true } : null,
    );
  },
});

/**
 * Node's own modules as one ECMAScript module each. Else every module that imports one gets a copy of its exports, with
 * a getter for each, made at every start and gone through at every call.
 */
const builtinsOnce = {
  name: 'builtins-once',
  setup(build) {
    build.onResolve({ filter: /^node:/ }, ({ path, kind, namespace }) =>
      kind === 'import-statement' && namespace !== 'builtin' ? { path, namespace: 'builtin' } : null,
    );
    build.onLoad({ filter: /.*/, namespace: 'builtin' }, ({ path }) => {
      const names = Object.keys(require(path)).filter(
        (name) => /^[A-Za-z_]\w*$/.test(name) && name !== 'default',
      );
      const exported = names.map(
        (name) => `export const ${name} = /* @__PURE__ */ get(${JSON.stringify(name)});`,
      );
      return {
        contents: `const from = require(${JSON.stringify(path)}); const get = (name) => from[name]; export default from;\n${exported.join('\n')}`,
      };
    });
  },
};

/** gray-matter is given its engines; its own, of which one evaluates JavaScript, are not built in. */
const withoutEngines = {
  name: 'without-engines',
  setup(build) {
    build.onLoad({ filter: /gray-matter[/\\]lib[/\\]engines\.js$/ }, () => ({
      contents: 'module.exports = {};',
    }));
  },
};

/** Ink and its layout engine wait at the top level of a module, which CommonJS cannot: here they wait in `start`. */
const inkInCommonJs = {
  name: 'ink-in-commonjs',
  setup(build) {
    build.onResolve({ filter: /^yoga-layout$/ }, () => ({ path: 'yoga-layout', namespace: 'yoga-later' }));
    build.onLoad({ filter: /.*/, namespace: 'yoga-later' }, () => ({
      contents: `
        import { loadYoga } from 'yoga-layout/load';
        export * from 'yoga-layout/load';
        const Yoga = {};
        export default Yoga;
        export const yogaReady = loadYoga().then((loaded) => Object.assign(Yoga, loaded));`,
      resolveDir: root,
    }));
    build.onLoad({ filter: /ink[/\\]build[/\\]reconciler\.js$/ }, ({ path }) => {
      const source = readFileSync(path, 'utf8');
      const devtools = /^if \(isDev\(\)\) \{\n.*?^\}\n/ms;
      const itsPackage = /isDev\(\)\s*\? await loadPackageJson\(\)\s*:/;
      if (!devtools.test(source) || !itsPackage.test(source))
        throw new Error(`${path} is not as expected: look at its top-level await again`);
      return { contents: source.replace(devtools, '').replace(itsPackage, ''), loader: 'js' };
    });
  },
};

/**
 * string-width parses its large sets of characters when it is loaded, in each of its versions: here it is loaded when
 * a text is measured that is not plain ASCII.
 */
const widthLater = {
  name: 'width-later',
  setup(build) {
    build.onResolve({ filter: /^string-width$/ }, async ({ path, kind, resolveDir, pluginData }) => {
      if (pluginData === 'itself') return null;
      const found = await build.resolve(path, { kind, resolveDir, pluginData: 'itself' });
      return { path: found.path, namespace: 'width-later' };
    });
    build.onLoad({ filter: /.*/, namespace: 'width-later' }, ({ path }) => ({
      contents: `
        let measure;
        export default function stringWidth(text, options) {
          if (typeof text === 'string' && /^[\\x20-\\x7e]*$/.test(text)) return text.length;
          measure ??= require(${JSON.stringify(path)}).default;
          return measure(text, options);
        }`,
      resolveDir: dirname(path),
    }));
  },
};

/** The verbs' definitions as JSON, for completion: made from the definitions, which know all the rest of the program. */
async function verbDefinitions() {
  const { outputFiles } = await build({
    ...shared,
    metafile: false,
    write: false,
    stdin: {
      contents: `import { verbLoaders } from './src/operations/registry.js'; import { verbTable } from './src/cli/completion/verbTable.js'; module.exports = verbTable(verbLoaders);`,
      resolveDir: root,
      loader: 'ts',
    },
    format: 'cjs',
    minify: false,
    legalComments: 'none',
  });
  const loaded = { exports: {} };
  const run = new Function('module', 'exports', 'require', '__filename', outputFiles[0].text);
  run(loaded, loaded.exports, createRequire(import.meta.url), fileURLToPath(import.meta.url));
  return JSON.stringify(await loaded.exports);
}

/**
 * Make a file what the launcher runs: a function of what Node gives to a module. `charset: 'ascii'` leaves regular
 * expressions as they are written; there too an escape means the character.
 */
function finish(path) {
  const text = readFileSync(path, 'utf8');
  const escaped = (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  const module = text.replace(/[^\0-\x7f]/g, escaped);
  writeFileSync(path, `(function(exports,require,module,__filename,__dirname){${module}\n})`);
}

export async function buildProgram() {
  rmSync(dist, { recursive: true, force: true });
  mkdirSync(dist, { recursive: true });
  const verbs = await verbDefinitions();
  const program = await build({
    ...shared,
    define: { ...shared.define, DOC_OPS_VERBS: JSON.stringify(verbs) },
    entryPoints: [join(root, 'src/cli/main.ts')],
    outfile: join(dist, 'program.cjs'),
    format: 'cjs',
    // The launcher reads the file as Latin-1, one byte a character.
    charset: 'ascii',
    plugins: [keepApart('cjs'), builtinsOnce],
  });
  finish(join(dist, 'program.cjs'));
  await build({
    ...shared,
    stdin: {
      contents: `
        import { yogaReady } from 'yoga-layout';
        export const start = (options) => require('./src/tui/main.ts').start(options, yogaReady);`,
      resolveDir: root,
    },
    outfile: join(dist, 'tui.cjs'),
    format: 'cjs',
    charset: 'ascii',
    jsx: 'automatic',
    // Where it can, yoga gets its own bytes through fetch, and Node loads its whole HTTP client for that.
    define: { ...shared.define, fetch: 'undefined' },
    plugins: [keepApart('cjs'), builtinsOnce, inkInCommonJs, widthLater],
  });
  finish(join(dist, 'tui.cjs'));
  for (const name of ['analyst', 'watcher'])
    await build({
      ...shared,
      entryPoints: [join(root, `src/tui/effects/${name}Worker.ts`)],
      outfile: join(dist, `${name}.cjs`),
      format: 'cjs',
      plugins: [keepApart('cjs'), builtinsOnce],
    });
  for (const [name, file] of Object.entries(apart)) {
    await build({
      ...shared,
      stdin: { contents: `module.exports = require('${name}');`, resolveDir: root },
      // As an import from an ECMAScript module sees it: a default export alone is the whole.
      footer: {
        js: "if(Object.keys(module.exports).join()==='default')module.exports=module.exports.default;",
      },
      outfile: join(dist, file),
      format: 'cjs',
      // The CommonJS form of jsonc-parser hides from bundlers what it requires.
      ...(name === 'jsonc-parser' ? { mainFields: ['module', 'main'] } : {}),
      plugins: [builtinsOnce, withoutEngines],
    });
    nameExports(join(dist, file));
  }
  await build({
    ...shared,
    stdin: {
      contents: schemaSources.map((path) => `export * from './${path}';`).join('\n'),
      resolveDir: root,
    },
    outfile: join(dist, 'schemas.cjs'),
    format: 'cjs',
    plugins: [builtinsOnce],
  });
  for (const [room, file] of Object.entries(lateRooms)) {
    await build({
      ...shared,
      entryPoints: [join(root, `src/${room}/index.ts`)],
      outfile: join(dist, file),
      format: 'cjs',
      plugins: [keepApart('cjs'), builtinsOnce],
    });
    nameExports(join(dist, file));
  }
  await build({
    ...shared,
    entryPoints: [join(root, sdkSource)],
    outfile: join(dist, 'modelSdks.cjs'),
    format: 'cjs',
    plugins: [builtinsOnce],
  });
  await build({
    ...shared,
    entryPoints: [join(root, 'src/api/index.ts')],
    outfile: join(dist, 'index.mjs'),
    format: 'esm',
    define: { ...shared.define, DOC_OPS_OWNS_PROCESS: 'false' },
    plugins: [keepApart('esm'), withoutEngines],
    // Some dependencies are CommonJS and ask for built-ins.
    banner: {
      js: "import{createRequire as docOpsCreateRequire}from'node:module';const require=docOpsCreateRequire(import.meta.url);",
    },
  });
  writeTypes();
  const digest = createHash('sha256')
    .update(readFileSync(join(dist, 'program.cjs')))
    .update(readFileSync(join(dist, 'tui.cjs')))
    .digest('hex');
  for (const name of ['doc-ops', 'kanban-ops']) {
    const file = join(dist, `${name}.cjs`);
    await build({
      ...shared,
      entryPoints: [join(root, 'src/cli/launcher.cts')],
      outfile: file,
      format: 'cjs',
      define: {
        ...shared.define,
        DOC_OPS_PROGRAM: JSON.stringify(name),
        DOC_OPS_BUILD: JSON.stringify(digest.slice(0, 16)),
      },
      banner: { js: '#!/usr/bin/env node' },
    });
    chmodSync(file, 0o755);
  }
  return program;
}

/** What an ECMAScript module (the library) can import by name: Node looks for such a line, which never runs. */
function nameExports(path) {
  const names = Object.keys(require(path)).filter(
    (name) => /^[A-Za-z_]\w*$/.test(name) && name !== 'default',
  );
  if (names.length > 0) appendFileSync(path, `0&&(module.exports={${names.join()}});\n`);
}

/** The library's types: two files, with the inferred types of results written out, so that nobody needs ours. */
function writeTypes() {
  const options = {
    declaration: true,
    emitDeclarationOnly: true,
    module: ts.ModuleKind.NodeNext,
    target: ts.ScriptTarget.ES2022,
    strict: true,
    exactOptionalPropertyTypes: true,
    isolatedDeclarations: false,
    skipLibCheck: true,
    noCheck: true,
    types: ['node'],
    outDir: '/types',
    rootDir: join(root, 'src'),
  };
  const program = ts.createProgram([join(root, 'src/api/index.ts')], options);
  for (const [name, target] of [
    ['index', 'index.d.ts'],
    ['types', 'types.d.ts'],
  ]) {
    program.emit(program.getSourceFile(join(root, `src/api/${name}.ts`)), (_path, text) => {
      writeFileSync(
        join(dist, target),
        text.replace(/^import type .*\/operations\/.*\n/m, () => writtenOut(program)),
      );
    });
  }
}

/** `VerbData` in full, then the types that it names because they contain themselves. */
function writtenOut(program) {
  const checker = program.getTypeChecker();
  const folder = join(root, 'src/operations/verbs/output');
  const flags = ts.TypeFormatFlags.NoTruncation | ts.TypeFormatFlags.InTypeAlias;
  const text = (type) => checker.typeToString(type, undefined, flags);
  const members = (type) =>
    checker
      .getPropertiesOfType(type)
      .map((one) => `  readonly ${JSON.stringify(one.name)}: ${text(checker.getTypeOfSymbol(one))};\n`);
  const written = new Map();
  const write = (name) => {
    if (written.has(name)) return;
    const symbol = ts.sys
      .readDirectory(folder, ['.ts'])
      .map((path) => program.getSourceFile(path))
      .flatMap((file) => (file ? checker.getExportsOfModule(checker.getSymbolAtLocation(file)) : []))
      .find((one) => one.name === name);
    const type = checker.getDeclaredTypeOfSymbol(symbol);
    const body = type.isUnion() ? text(type) : `{\n${members(type).join('')}}`;
    written.set(name, `type ${name} = ${body};\n`);
    for (const [named] of body.matchAll(/\b[A-Z]\w+Output\b/g)) write(named);
  };
  write('VerbData');
  return [...written.values()].join('');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { metafile } = await buildProgram();
  if (process.argv.includes('--meta')) writeFileSync(join(root, 'build/meta.json'), JSON.stringify(metafile));
  const bytes = Object.values(metafile.outputs).reduce((sum, output) => sum + output.bytes, 0);
  console.log(`built dist/ (${Object.keys(metafile.outputs).length} files, ${Math.round(bytes / 1024)} KiB)`);
}
