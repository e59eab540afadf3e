// The zones of ARCHITECTURE.md as import rules. Tests are exempt where a rule says so.
const TEST = '(\\.(test|bench)\\.ts$|^tests/)';
module.exports = {
  forbidden: [
    { name: 'blind-never-holds-keys', severity: 'error', comment: 'A1: nothing under blind/ reaches keyed/ or its libraries.',
      from: { path: '^blind/', pathNot: TEST }, to: { path: '^keyed/|@hpke|hash-wasm|@scure/bip39|@noble', reachable: true } },
    { name: 'core-knows-nobody', severity: 'error', comment: 'core/ imports only core/.',
      from: { path: '^core/', pathNot: TEST }, to: { path: '^(blind|keyed|tools|tests)/' } },
    { name: 'core-is-pure', severity: 'error', comment: 'A10: no I/O, clock, randomness in core/.',
      from: { path: '^core/', pathNot: TEST }, to: { dependencyTypes: ['core'] } },
    { name: 'keyed-talks-over-the-wire', severity: 'error', comment: 'keyed/ never imports blind/.',
      from: { path: '^keyed/', pathNot: TEST }, to: { path: '^blind/' } },
    { name: 'programs-are-leaves', severity: 'error', comment: 'Nobody imports a program.',
      from: { pathNot: TEST }, to: { path: '^(blind/server|keyed/(web|portal|connector|mailer|cli))/', pathNot: '^(blind/server|keyed/(web|portal|connector|mailer|cli))/src/.*' } },
    { name: 'front-door-only', severity: 'error', comment: 'Another package is entered by its src/index.ts.',
      from: { path: '^((core|blind|keyed|tools)/[^/]+)/' }, to: { path: '^(core|blind|keyed|tools)/[^/]+/src/', pathNot: ['^$1/', '/src/index\\.ts$', '/src/(node|worker)\\.ts$'] } },
    { name: 'test-tools-only-in-tests', severity: 'error', comment: 'tools/ never ships.',
      from: { path: '^(core|blind|keyed)/', pathNot: TEST }, to: { path: '^tools/' } },
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.check.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'default'], extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'] },
  },
};
