// `npm ci` builds dist/. Where the bundler was left out (a package installed from the registry, --omit=dev) there
// is nothing to do.
let bundler = true;
try {
  await import('esbuild');
} catch {
  bundler = false;
}
if (bundler) {
  const { buildProgram } = await import('./build.mjs');
  await buildProgram();
}
