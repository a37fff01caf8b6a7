// Import rules: arrows point down this list only (docs/architecture.md).
const layer = (name, allowed) => ({
  name: `layer-${name}`,
  severity: 'error',
  comment: `src/${name} may import only ${['itself', ...allowed].join(', ')}`,
  from: { path: `^src/${name}/` },
  to: { path: '^src/', pathNot: `^src/(?:${[name, ...allowed].map((one) => `${one}/`).join('|')})` },
});
module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-orphans', severity: 'error', from: { orphan: true, path: '^src/', pathNot: '^src/(?:cli/launcher[.]cts|api/index[.]ts|tui/effects/(?:analyst|watcher)Worker[.]ts)$' }, to: {} },
    { name: 'not-resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'model-is-pure',
      severity: 'error',
      comment: 'model and rules use no node built-in: time, ids and digests are arguments',
      from: { path: '^src/(model|rules)/' },
      to: { dependencyTypes: ['core'] },
    },
    layer('model', []),
    layer('rules', ['model']),
    layer('workspace', ['model']),
    layer('interop', ['model']),
    layer('runner', ['model', 'workspace']),
    layer('planner', ['model', 'workspace']),
    layer('lifecycle', ['model', 'workspace']),
    layer('operations', ['model', 'rules', 'workspace', 'interop', 'runner', 'planner', 'lifecycle']),
    {
      name: 'planner-loads-late',
      severity: 'error',
      comment: 'the planner and the lifecycle are files of their own in dist/: import() their index, or only types',
      from: { path: '^src/operations/' },
      to: { path: '^src/(?:planner|lifecycle)/', dependencyTypesNot: ['dynamic-import', 'type-only'] },
    },
    layer('present', ['operations', 'model']),
    layer('cli', ['present', 'operations', 'model']),
    layer('api', ['operations', 'model']),
    layer('tui', ['present', 'operations', 'model']),
    {
      name: 'source-not-from-tests',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(tests|scripts)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
  },
};
