// The zones of ARCHITECTURE.md as import rules (HS4). Each is provoked once in tests/house/import-edges.test.ts.
const TEST = '(\\.(test|bench)\\.tsx?$|/test-support/|^tests/|^tools/testing/)';
const PROGRAM = '^(blind/server|keyed/(web|portal|connector|mailer|cli))/';
const SEALING_LIBRARY = '(^|/)node_modules/(@hpke|hash-wasm|@scure|@noble|age-encryption)/';

module.exports = {
  forbidden: [
    {
      name: 'blind-never-holds-keys',
      severity: 'error',
      comment:
        'A1: nothing under blind/ reaches keyed/ or the libraries that open content, not even through a third file.',
      from: { path: '^blind/', pathNot: TEST },
      to: { path: `^keyed/|${SEALING_LIBRARY}`, reachable: true },
    },
    {
      name: 'core-knows-nobody',
      severity: 'error',
      comment: 'core/ imports only core/.',
      from: { path: '^core/', pathNot: TEST },
      to: { path: '^(blind|keyed|tools|tests)/' },
    },
    {
      name: 'core-is-pure',
      severity: 'error',
      comment: 'A10: no I/O, clock or randomness in core/; the programs hand them in.',
      from: { path: '^core/', pathNot: TEST },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'keyed-talks-over-the-wire',
      severity: 'error',
      comment: 'keyed/ and blind/ meet in the protocol, never by import.',
      from: { path: '^keyed/', pathNot: TEST },
      to: { path: '^blind/' },
    },
    {
      name: 'programs-are-leaves',
      severity: 'error',
      comment: 'Nobody imports a program; it is started.',
      from: { path: '^([^/]+/[^/]+)/', pathNot: TEST },
      to: { path: PROGRAM, pathNot: '^$1/' },
    },
    {
      name: 'front-door-only',
      severity: 'error',
      comment:
        'Another package is entered by its src/index.ts (or its node.ts, worker.ts or channel.ts, the doors of one runtime, or restore.ts, the door of whoever holds a key).',
      from: { path: '^((?:core|blind|keyed|tools)/[^/]+)/' },
      to: {
        path: '^(core|blind|keyed|tools)/[^/]+/',
        pathNot: ['^$1/', '/test-support/', '^[^/]+/[^/]+/src/(index|node|worker|channel|restore)\\.ts$'],
      },
    },
    {
      name: 'test-tools-only-in-tests',
      severity: 'error',
      comment: 'tools/ never ships.',
      from: { path: '^(core|blind|keyed)/', pathNot: TEST },
      to: { path: '^(tools|tests)/' },
    },
    {
      name: 'no-circular',
      severity: 'error',
      comment: 'A cycle means two files are one concept, or a third is missing.',
      from: {},
      to: { circular: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.check.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'default'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
    },
  },
};
