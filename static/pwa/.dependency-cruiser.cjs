// Who may import whom in the phone app (docs: the layout's import rules).
// screens → store, sync, core, ui; sync → store, core; store → core; ui → nothing; core → nothing.
const room = (from, allowed) => ({
  name: `${from}-imports-only-${allowed.join('-') || 'itself'}`,
  severity: 'error',
  from: { path: `^src/${from}/` },
  to: { path: '^src/', pathNot: `^src/(${[from, ...allowed].join('|')})(/|\\.ts$)` },
});

module.exports = {
  forbidden: [
    room('core', []),
    room('ui', []),
    room('store', ['core']),
    room('sync', ['store', 'core']),
    room('screens', ['store', 'sync', 'core', 'ui', 'words']),
    {
      name: 'core-uses-no-package',
      severity: 'error',
      from: { path: '^src/core/' },
      to: { path: 'node_modules' },
    },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'words-know-only-core', severity: 'error', from: { path: '^src/words' }, to: { path: '^src/', pathNot: '^src/(core/|words/)' } },
    { name: 'nothing-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: '\\?url$' } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.mjs', '.js'] },
  },
};
