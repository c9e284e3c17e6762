/** Who may import whom: the import table of the design, as rules. Type-only imports count like any other. */

const own = '^(shared|electron|renderer)/';

/** A folder may import, of our own code, only from the folders listed (and from itself). */
function mayImportOnly(folder, allowed, comment) {
  return {
    name: `${folder.replaceAll('/', '-')}-imports`,
    comment,
    severity: 'error',
    from: { path: `^${folder}/` },
    to: { path: own, pathNot: [`^${folder}/`, ...allowed.map((path) => `^${path}/`)] },
  };
}

/** Sub-folders of shared/ in the direction of their imports: each may import from those named, base always. */
const layers = {
  base: [],
  workflow: [],
  expressions: ['workflow'],
  templates: ['workflow', 'expressions'],
  policy: ['workflow'],
  masking: ['policy'],
  diagnostics: ['workflow', 'expressions', 'templates', 'policy', 'masking'],
  simulation: ['workflow', 'expressions', 'templates', 'policy', 'masking', 'diagnostics'],
  bundle: ['workflow', 'policy', 'diagnostics', 'simulation'],
  contract: ['workflow', 'expressions', 'policy', 'masking', 'diagnostics', 'simulation', 'bundle'],
};

const layerRules = Object.entries(layers).map(([layer, below]) =>
  mayImportOnly(
    `shared/${layer}`,
    layer === 'base' ? [] : ['shared/base', ...below.map((name) => `shared/${name}`)],
    'Inside shared/ imports go one way: base, then the languages, then what judges, runs and carries them.',
  ),
);

module.exports = {
  forbidden: [
    ...layerRules,
    mayImportOnly('electron/main', ['shared/base', 'shared/contract'], 'Main is a thin shell without domain logic.'),
    mayImportOnly(
      'electron/preload',
      ['shared/contract'],
      'The bridge knows the names of the contract and nothing else.',
    ),
    mayImportOnly('electron/core', ['shared', 'electron/store'], 'Core is plain Node over shared/ and the store.'),
    mayImportOnly('electron/store', ['shared/base'], 'The store knows rows, not workflows.'),
    mayImportOnly('electron/engine', ['shared'], 'The locked child has no store and no core.'),
    mayImportOnly('electron/cli', ['electron/core', 'shared'], 'The command line is core without a window.'),
    mayImportOnly('renderer', ['shared'], 'The page reaches the other processes through the contract only.'),
    {
      name: 'shared-has-no-node',
      comment: 'shared/ runs everywhere: what only Node has comes in as an argument.',
      severity: 'error',
      from: { path: '^shared/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'shared-is-pure',
      comment: 'shared/ runs everywhere: no page and no native code.',
      severity: 'error',
      from: { path: '^shared/' },
      to: { path: 'node_modules/(react|react-dom|zustand|monaco-editor|better-sqlite3|isolated-vm)/' },
    },
    {
      name: 'page-has-no-node',
      comment: 'The page is sandboxed.',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'electron-in-main-and-preload',
      comment: 'An upgrade of Electron touches main and preload, nothing else.',
      severity: 'error',
      from: { path: own, pathNot: '^electron/(main|preload)/' },
      to: { path: '(^|node_modules/)electron(/|$)', pathNot: own },
    },
    {
      name: 'driver-in-store',
      comment: 'SQL lives in the store and nowhere else.',
      severity: 'error',
      from: { path: own, pathNot: '^electron/store/' },
      to: { path: 'node_modules/(@types/)?better-sqlite3|^better-sqlite3' },
    },
    {
      name: 'sandbox-in-engine',
      comment: 'Only the locked child runs the code of strangers.',
      severity: 'error',
      from: { path: own, pathNot: '^electron/engine/' },
      to: { path: 'node_modules/isolated-vm|^isolated-vm' },
    },
    {
      name: 'editor-in-platform',
      comment: 'renderer/platform is the sole holder of Monaco.',
      severity: 'error',
      from: { path: '^renderer/', pathNot: '^renderer/platform/' },
      to: { path: 'node_modules/monaco-editor|^monaco-editor' },
    },
    {
      name: 'features-apart',
      comment: 'Features meet in app and state, never in each other.',
      severity: 'error',
      from: { path: '^renderer/features/([^/]+)/' },
      to: { path: '^renderer/features/', pathNot: '^renderer/features/$1/' },
    },
    {
      name: 'no-cycles',
      comment:
        'Data goes one way; types may refer to each other, and so may the files of the expression language: ' +
        'the productions of a grammar, and of its evaluator, call each other by nature.',
      severity: 'error',
      from: { path: own, pathNot: '^shared/expressions/' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'resolvable',
      comment: 'An import that leads nowhere is checked by nobody.',
      severity: 'error',
      from: { path: own },
      to: { couldNotResolve: true, pathNot: '[?](worker|url|raw|worker&url|inline)|^virtual:' },
    },
  ],
  options: {
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
