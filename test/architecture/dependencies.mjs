// Who may import whom. The order of the layers is the order of the work; style and reasons: docs/architecture.md.
const layers = ['text', 'yaml', 'objects', 'diagnostics', 'api', 'model', 'traffic', 'rules'];

const upward = layers.map((layer, at) => ({
  name: `${layer}-imports-only-what-is-before-it`,
  comment: `${layer} comes after ${layers.slice(0, at).join(', ') || 'nothing'}: move what it needs down, or the caller up`,
  severity: 'error',
  from: { path: `^src/${layer}/` },
  to: { path: '^src/', pathNot: layers.slice(0, at + 1).map((known) => `^src/${known}/`) },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...upward,
    {
      name: 'report-sees-results',
      comment: 'a report is made of plain results; pass what it needs in',
      severity: 'error',
      from: { path: '^src/report/' },
      to: { path: '^src/', pathNot: '^src/(report|text|yaml|objects|diagnostics|traffic)/' },
    },
    {
      name: 'config-sees-what-it-names',
      comment: "a configuration is read from a text into options; finding the file and using it are the command line's",
      severity: 'error',
      from: { path: '^src/config/' },
      to: {
        path: '^src/',
        pathNot: '^src/(config|text|yaml|objects|diagnostics|model|rules/(?:lint-options|rule-option)\\.ts)',
      },
    },
    {
      name: 'graph-sees-objects-model-traffic',
      comment: 'the picture is drawn from the model, not from text or findings',
      severity: 'error',
      from: { path: '^src/graph/' },
      to: { path: '^src/', pathNot: '^src/(graph|text|objects|model|traffic)/' },
    },
    {
      name: 'page-shows-results',
      comment: 'a page is made of results and the picture; what runs in it is the library itself',
      severity: 'error',
      from: { path: '^src/page/' },
      to: { path: '^src/', pathNot: '^src/(page|graph|report|text|yaml|objects|diagnostics|model|traffic)/' },
    },
    {
      name: 'only-commands-fix',
      comment: 'rules say what to write, fix writes it: nothing but a command or the library asks for it',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(fix|cli|dev|index)' },
      to: { path: '^src/fix/' },
    },
    {
      name: 'fix-sees-findings',
      comment: 'a fix is made of what rules found and of texts, and asks where requests go then',
      severity: 'error',
      from: { path: '^src/fix/' },
      to: { path: '^src/', pathNot: '^src/(fix|text|yaml|objects|diagnostics|model|traffic|rules)/' },
    },
    {
      name: 'library-is-not-the-command-line',
      comment: 'only cli knows cli: the library runs in a browser too',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(cli|dev)/' },
      to: { path: '^src/(cli|dev)/' },
    },
    {
      name: 'only-cli-does-io',
      comment: 'text in, values out: read files and write results in cli',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(cli|dev)/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'packages-only-in-cli',
      comment: 'the library runs without any package, but for what reads broken YAML',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(cli|dev)/|^src/yaml/read-leniently\\.ts$' },
      to: { dependencyTypes: ['npm', 'npm-dev', 'npm-peer', 'npm-optional', 'npm-no-pkg'] },
    },
    {
      name: 'a-rule-knows-no-rule',
      comment: 'shared wording has a file of its own; rules stand alone',
      severity: 'error',
      from: { path: '^src/rules/(?!index|run|lint|define-rule|catalogue)[^/]+\\.ts$' },
      to: { path: '^src/rules/[^/]+\\.ts$', pathNot: '^src/rules/(?:define-rule|rule-option)\\.ts$' },
    },
    {
      name: 'a-controller-knows-no-controller',
      comment: 'what controllers share has a file of its own',
      severity: 'error',
      from: { path: '^src/traffic/controllers/(?!index|define-controller)[^/]+\\.ts$' },
      to: { path: '^src/traffic/controllers/[^/]+\\.ts$', pathNot: '^src/traffic/controllers/define-controller\\.ts$' },
    },
    {
      name: 'no-cycles',
      comment: 'two files that need each other are one file, or three',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphans',
      comment: 'delete what nothing needs',
      severity: 'error',
      from: { orphan: true, path: '^src/', pathNot: '^src/dev/' },
      to: {},
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
