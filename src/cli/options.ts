// The one description of the command line: the parser, `--help` and the errors are made from it.

export type CommandName =
  | 'lint'
  | 'validate'
  | 'endpoints'
  | 'routes'
  | 'trace'
  | 'dns'
  | 'graph'
  | 'diff'
  | 'test'
  | 'report'
  | 'fix'
  | 'rules'
  | 'explain'
  | 'init'
  | 'completion';

export type OptionName =
  | 'output'
  | 'file'
  | 'fail-on'
  | 'namespace'
  | 'kubernetes-version'
  | 'single-stack'
  | 'controller'
  | 'from'
  | 'method'
  | 'header'
  | 'sni'
  | 'cookie'
  | 'client-ip'
  | 'as'
  | 'all-namespaces'
  | 'all'
  | 'why-not'
  | 'explain-hops'
  | 'strict'
  | 'expect'
  | 'proxy-mode'
  | 'ipvs-scheduler'
  | 'requests'
  | 'seed'
  | 'service'
  | 'explain'
  | 'as-manifest'
  | 'host'
  | 'broken'
  | 'fail-on-broken'
  | 'sort'
  | 'type'
  | 'cluster-domain'
  | 'pods'
  | 'only-broken'
  | 'engine'
  | 'workload'
  | 'policies'
  | 'around'
  | 'depth'
  | 'group-by'
  | 'max-nodes'
  | 'direction'
  | 'link-base'
  | 'git'
  | 'diff'
  | 'fail-on-grade'
  | 'manifests'
  | 'record'
  | 'unsafe'
  | 'dry-run'
  | 'config'
  | 'assume-complete'
  | 'live'
  | 'allow-empty'
  | 'set'
  | 'progress'
  | 'external'
  | 'profile'
  | 'rule'
  | 'max-warnings'
  | 'baseline'
  | 'write-baseline'
  | 'changed'
  | 'stdin-filename'
  | 'watch'
  | 'print-config'
  | 'list-rules'
  | 'force'
  | 'quiet'
  | 'color';

export interface OptionSpec {
  /** One letter: `-o`. */
  readonly short?: string;
  /** A second long name. */
  readonly alias?: string;
  /** What the value is called in help; an option without it is a flag. */
  readonly value?: string;
  /** The value may be left out; the next word is taken for it unless it begins with a dash. */
  readonly optional?: true;
  /** Every occurrence counts, not only the last. */
  readonly repeatable?: true;
  /** `--no-<name>` exists too. */
  readonly negatable?: true;
  readonly choices?: readonly string[];
  readonly help: string;
}

export interface CommandSpec {
  readonly summary: string;
  /** A word that has to come before the operands. */
  readonly subject?: { readonly name: string; readonly help: string };
  readonly operand?: { readonly name: string; readonly repeatable: boolean; readonly help: string };
  readonly options: readonly OptionName[];
  /** The formats of `-o`, the default first. */
  readonly formats: readonly string[];
  readonly examples: readonly (readonly [command: string, what: string])[];
  readonly exits: readonly (readonly [code: number, meaning: string])[];
}

/** Every option, whichever commands take it. */
export const optionSpecs: Readonly<Record<OptionName, OptionSpec>> = {
  output: {
    short: 'o',
    alias: 'format',
    value: 'output',
    repeatable: true,
    help: 'a format, a file whose extension names one, or format=file; may be given more than once',
  },
  file: { short: 'f', value: 'path', repeatable: true, help: 'the same as a path, for kubectl habits' },
  'fail-on': {
    value: 'severity',
    choices: ['error', 'warning', 'info', 'never'],
    help: 'lowest severity that makes the exit code 1 (default: error)',
  },
  namespace: { short: 'n', value: 'namespace', help: 'namespace of objects that name none (default: default)' },
  'kubernetes-version': { value: 'version', help: 'the cluster the manifests are for, as in 1.34 (default: 1.37)' },
  'single-stack': { help: 'the cluster has an IPv4 Service range only (default: IPv4 and IPv6)' },
  controller: {
    value: 'id',
    help: 'the ingress controller that answers, or several: a,b (default: the one that the manifests are for)',
  },
  from: {
    value: 'client',
    help: 'who asks: namespace, namespace/pod, namespace/deploy/name, deploy/name, node/name or outside (default: a pod of -n)',
  },
  method: { value: 'method', help: 'method of an HTTP request (default: GET)' },
  header: { value: 'header', repeatable: true, help: "header of an HTTP request, as in 'X-Canary: always'" },
  sni: { value: 'name', help: "server name of the TLS handshake (default: the URL's host)" },
  cookie: { value: 'cookie', repeatable: true, help: "cookie of an HTTP request, as in 'canary=always'" },
  'client-ip': { value: 'address', help: "the client's address, where access or source ranges depend on it" },
  as: {
    value: 'kind',
    choices: ['host', 'service'],
    help: 'what a name with dots is, where it could be both',
  },
  'all-namespaces': { short: 'A', help: 'a Service or Ingress of this name in every namespace that has one' },
  all: { help: 'do not stop at the first failure: tell what would fail next if it were mended' },
  'why-not': { help: 'every route or workload that came into question, and where each one failed' },
  'explain-hops': { alias: 'explain', help: 'what each hop is in a real cluster, with every place that decides it' },
  strict: { help: 'exit code 1 also when only a part of the connections fails' },
  expect: {
    value: 'end',
    help: 'exit code 0 only when the request ends there: a Service, as in svc/web or shop/web:80, or an HTTP status',
  },
  'proxy-mode': {
    value: 'mode',
    choices: ['iptables', 'nftables', 'ipvs', 'userspace'],
    help: 'follow connections through the rules that kube-proxy writes in this mode',
  },
  'ipvs-scheduler': {
    value: 'scheduler',
    choices: ['rr', 'lc', 'dh', 'sh', 'sed', 'nq', 'wrr', 'wlc', 'lblc', 'lblcr', 'mh'],
    help: 'how --proxy-mode ipvs spreads connections (default: rr)',
  },
  requests: {
    value: 'number',
    help: 'open that many connections and count where they end (without --proxy-mode: iptables)',
  },
  seed: { value: 'number', help: 'for --requests: the same seed, the same counts (default: 1)' },
  service: { value: 'service', help: 'only this Service: api, svc/api or shop/api' },
  explain: {
    value: 'service',
    help: 'only this Service, with every workload that it selects or nearly selects, label by label',
  },
  'as-manifest': {
    help: 'the EndpointSlices as YAML that can be applied, for a Service without selector or Endpoints',
  },
  host: { value: 'glob', help: "only routes of these hosts, as in shop.example.com, '*.example.com' or '*:31000'" },
  broken: { help: 'only routes that lead nowhere' },
  'fail-on-broken': { help: 'exit code 1 when a route leads nowhere' },
  sort: {
    value: 'by',
    choices: ['host', 'order', 'service'],
    help: 'by host, in the order in which the controller tries routes, or by Service (default: host)',
  },
  type: {
    value: 'type',
    choices: ['A', 'AAAA', 'SRV', 'CNAME', 'PTR', 'TXT', 'MX', 'NS', 'SOA', 'ANY'],
    help: 'type of record (default: A and AAAA; PTR for an address)',
  },
  'cluster-domain': { value: 'zone', help: "the cluster's DNS zone (default: cluster.local)" },
  pods: { help: 'pods as boxes of their own, not only as a number' },
  'only-broken': { help: 'only what does not work, with the ways to it' },
  engine: {
    value: 'engine',
    choices: ['own', 'dot'],
    help: 'what lays the SVG out: ksvc itself, or Graphviz (default: own)',
  },
  workload: { value: 'name', help: 'only one workload and what leads to it, as in web or shop/web' },
  policies: { help: 'NetworkPolicies as well, and the workloads that they apply to' },
  around: { value: 'object', help: 'only what is near it, as in svc/api, deploy/shop/api or shop.example.com' },
  depth: { value: 'steps', help: 'how near, with --around (default: 2)' },
  'group-by': {
    value: 'what',
    choices: ['namespace', 'host', 'controller'],
    help: 'what frames are drawn around (default: namespace)',
  },
  'max-nodes': { value: 'number', help: 'fold the largest groups, first what works in them, until there are no more' },
  direction: {
    value: 'way',
    choices: ['LR', 'TB'],
    help: 'from left to right, or from top to bottom (default: LR)',
  },
  'link-base': {
    value: 'url',
    help: 'make boxes links to the lines of files below it, as in https://example.com/repository/blob/main',
  },
  diff: { help: 'the first path is an earlier set: colour what is new, gone or changed since' },
  git: { value: 'revision', help: 'compare the files with those of a git revision, as in main or HEAD~1' },
  'fail-on-grade': {
    alias: 'fail-on',
    value: 'grades',
    help: 'differences that make the exit code 1, as in lost,moved,opened, or never (default: every one)',
  },
  manifests: {
    value: 'path',
    repeatable: true,
    help: 'manifests that are tested, in place of those that the tables name',
  },
  record: { help: "write such a table from today's behaviour: a test for each route of the manifests" },
  unsafe: { help: 'also fix what may change where requests go, or bring up other findings' },
  'dry-run': { alias: 'diff', help: 'write nothing: show what would change, as diff -u' },
  config: {
    value: 'file',
    negatable: true,
    help: 'configuration, --no-config: none (default: .ksvc.yaml here or above, up to the top of the repository)',
  },
  'assume-complete': { help: 'nothing exists outside these files: what is missing is missing' },
  live: { help: 'the manifests were read from a cluster: of the kinds that they hold, nothing else exists' },
  external: {
    value: 'object',
    repeatable: true,
    help: "an object that exists elsewhere, as in Service/shared/api or 'Secret/*/*-tls'; others of its kind do not",
  },
  profile: {
    value: 'profile',
    choices: ['recommended', 'strict', 'minimal', 'api'],
    help: 'which rules there are to begin with (default: recommended)',
  },
  rule: {
    value: 'rule',
    repeatable: true,
    help: 'only this rule; with a level, as in namespace-mixed=off, all rules and this one at that level',
  },
  'max-warnings': { value: 'number', help: 'exit code 1 when there are more warnings' },
  baseline: { value: 'file', help: 'report only what this file of known findings does not hold' },
  'write-baseline': {
    alias: 'update-baseline',
    help: 'write the findings into --baseline (default: .ksvc-baseline.json) and accept them',
  },
  changed: {
    value: 'revision',
    optional: true,
    help: 'only findings that touch a file changed since a git revision branched off (default: HEAD)',
  },
  'stdin-filename': { value: 'path', help: 'what standard input is called in findings and for overrides' },
  watch: { help: 'lint again whenever a file changes, until it is interrupted' },
  'print-config': { help: 'print the configuration that holds, for a file if one is named, and stop' },
  'list-rules': { help: 'print the rules with the levels that hold, and stop' },
  set: {
    value: 'name=path',
    repeatable: true,
    help: 'a set of files that is checked on its own, as in prod=overlays/prod; or the name of one of the configuration',
  },
  'allow-empty': { help: 'exit code 0 when there is no manifest to read' },
  progress: { negatable: true, help: 'tell on a terminal what takes long, --no-progress: do not' },
  force: { help: 'overwrite what is there' },
  quiet: { short: 'q', help: 'only what makes the exit code 1: no summary, no notes' },
  color: { negatable: true, help: 'colours, --no-color: none (default: on a terminal, unless NO_COLOR is set)' },
};

const paths = {
  name: 'paths',
  repeatable: true,
  help: 'files, directories (.yaml .yml .json, recursively), globs, or - for stdin; default: a pipe, else this directory',
};
/** What is known beside the manifests. */
const cluster: readonly OptionName[] = [
  'namespace',
  'kubernetes-version',
  'single-stack',
  'assume-complete',
  'live',
  'config',
];
const misuse: readonly (readonly [number, string])[] = [
  [2, 'wrong usage or configuration, or an input cannot be read'],
  [70, 'a bug of ksvc'],
];

/** Every command, in the order of `ksvc --help`. */
export const commandSpecs: Readonly<Record<CommandName, CommandSpec>> = {
  lint: {
    summary: 'what is wrong with these manifests',
    operand: paths,
    options: [
      'output',
      'file',
      'fail-on',
      'max-warnings',
      'profile',
      'rule',
      'external',
      'baseline',
      'write-baseline',
      'changed',
      'stdin-filename',
      'set',
      'allow-empty',
      'watch',
      'print-config',
      'list-rules',
      ...cluster,
      'quiet',
      'progress',
      'color',
    ],
    formats: ['pretty', 'compact', 'json', 'sarif', 'github', 'gitlab', 'junit', 'checkstyle', 'tap', 'markdown'],
    examples: [
      ['ksvc lint', 'everything below this directory'],
      ['ksvc lint k8s/ ingress.yaml', 'a directory and a file, as one set'],
      ['helm template . | ksvc lint -', 'what a chart renders to'],
      ['kubectl get svc,ing,ep,pod -A -o yaml | ksvc lint --live -', 'what a cluster has'],
      ['ksvc lint k8s -o compact -o sarif=ksvc.sarif', 'lines for people, a file for code scanning'],
      ['ksvc lint --changed main -o github', 'what a branch touches, as annotations of a pull request'],
    ],
    exits: [
      [0, 'no finding at or above --fail-on, and not too many warnings'],
      [1, 'findings, also: a document cannot be parsed'],
      ...misuse,
    ],
  },
  validate: {
    summary: 'would the API server take these manifests, and if not, in which words does it refuse',
    operand: paths,
    options: ['output', 'file', ...cluster, 'quiet', 'color'],
    formats: ['text', 'json'],
    examples: [
      ['ksvc validate service.yaml', 'as kubectl create --dry-run=server, without a cluster'],
      ['ksvc validate -f k8s/ -n shop --kubernetes-version 1.34', 'as another cluster would answer'],
      ['ksvc validate -o json k8s/', 'with causes, positions and the stored object'],
    ],
    exits: [[0, 'nothing is rejected'], [1, 'some document is rejected'], ...misuse],
  },
  endpoints: {
    summary: 'which pods and ports stand behind each Service',
    operand: paths,
    options: ['output', 'file', 'service', 'explain', 'as-manifest', ...cluster, 'quiet', 'color'],
    formats: ['table', 'wide', 'csv', 'markdown', 'json', 'yaml'],
    examples: [
      ['ksvc endpoints k8s/', 'a row for each port of each Service'],
      ['ksvc endpoints --explain svc/api', 'why the Service selects these pods, and not those'],
      ['ksvc endpoints -o json', 'the Endpoints and EndpointSlices that the controllers would write'],
      ['ksvc endpoints --service api --as-manifest', 'the same as a manifest, to do without the selector'],
    ],
    exits: [
      [0, 'every Service has a ready endpoint'],
      [1, 'some Service has none'],
      [3, 'cannot tell: the files do not hold the pods'],
      ...misuse,
    ],
  },
  routes: {
    summary: 'every host and path, and where it leads',
    operand: paths,
    options: ['output', 'file', 'host', 'broken', 'fail-on-broken', 'sort', 'controller', ...cluster, 'quiet', 'color'],
    formats: ['table', 'wide', 'csv', 'markdown', 'json', 'yaml'],
    examples: [
      ['ksvc routes k8s/', 'Ingress rules, node ports and load balancers'],
      ['ksvc routes --broken --fail-on-broken', 'what leads nowhere, for CI'],
      ['ksvc routes --controller ingress-nginx,spec', 'two controllers side by side'],
      ['ksvc routes -o wide', 'with rewrites, redirects, places and the order of matching'],
    ],
    exits: [[0, 'printed'], [1, 'a route is broken, with --fail-on-broken'], ...misuse],
  },
  trace: {
    summary: 'where a request goes, hop by hop, and why',
    subject: {
      name: 'target',
      help: 'a URL, host/path, Service (web, web:http, web.shop:80, svc/web), ingress/name, address:port, or :nodePort',
    },
    operand: paths,
    options: [
      'output',
      'file',
      'from',
      'method',
      'header',
      'sni',
      'cookie',
      'client-ip',
      'as',
      'all-namespaces',
      'all',
      'why-not',
      'explain-hops',
      'strict',
      'expect',
      'cluster-domain',
      'proxy-mode',
      'ipvs-scheduler',
      'requests',
      'seed',
      'controller',
      ...cluster,
      'quiet',
      'color',
    ],
    formats: ['text', 'json', 'markdown', 'mermaid', 'dot'],
    examples: [
      ['ksvc trace https://shop.example.com/cart k8s/', 'a request from outside, through the Ingress'],
      ['ksvc trace web.shop:8080 k8s/', 'a connection to a Service from inside'],
      ['ksvc trace :31000', 'a node port'],
      ['ksvc trace svc/web --proxy-mode ipvs --requests 1000', 'how connections are spread over the pods'],
      ['ksvc trace shop.example.com/api --why-not', 'every route that came into question, in order'],
      ['ksvc trace shop.example.com/api --expect svc/api', 'a routing test for CI'],
    ],
    exits: [
      [0, 'it reaches a ready endpoint, or is redirected out of the set'],
      [1, 'it does not, or with --strict only in part'],
      [3, 'cannot tell: the files do not hold it'],
      ...misuse,
    ],
  },
  dns: {
    summary: 'what cluster DNS answers, with the names that are tried on the way',
    subject: { name: 'name', help: 'as a program would write it (web, web.shop, db-0.db.shop), or an address' },
    operand: paths,
    options: ['output', 'file', 'type', 'from', 'cluster-domain', ...cluster, 'quiet', 'color'],
    formats: ['text', 'json'],
    examples: [
      ['ksvc dns web.shop k8s/', 'as a pod of namespace default asks'],
      ['ksvc dns web --from shop', 'as a pod of namespace shop asks'],
      ['ksvc dns _http._tcp.web.shop --type SRV', 'ports'],
      ['ksvc dns 10.96.0.10', 'whose address it is'],
    ],
    exits: [
      [0, 'there is an answer'],
      [1, 'there is no such name, or it has no such record'],
      [3, 'cannot tell: the files do not hold it, or it is not a name of the cluster'],
      ...misuse,
    ],
  },
  graph: {
    summary: 'a picture: hosts, Ingresses, Services, workloads, and what is broken between them',
    operand: paths,
    options: [
      'output',
      'file',
      'host',
      'service',
      'workload',
      'around',
      'depth',
      'only-broken',
      'fail-on-broken',
      'pods',
      'policies',
      'group-by',
      'max-nodes',
      'direction',
      'link-base',
      'engine',
      'controller',
      'diff',
      'git',
      ...cluster,
      'quiet',
      'color',
    ],
    formats: ['svg', 'html', 'png', 'dot', 'mermaid', 'json'],
    examples: [
      ['ksvc graph k8s/ -o topology.svg', 'everything, by namespace; -n shop for one of them'],
      ['ksvc graph --only-broken --fail-on-broken -o broken.svg', 'what does not work, for CI'],
      ["ksvc graph --host '*.example.com' -o mermaid", 'some hosts, for Markdown'],
      ['ksvc graph --around svc/api --depth 3 -o api.png', 'one Service and what is near it'],
      ['ksvc graph --controller ingress-nginx,traefik -o move.svg', 'what only one of two controllers serves'],
      ['ksvc graph --git main k8s/ -o change.svg', 'what this branch changes; --diff old/ new/ for two directories'],
    ],
    exits: [[0, 'written'], [1, 'a route is broken, with --fail-on-broken'], ...misuse],
  },
  diff: {
    summary: 'which requests are answered differently: by two sets, a git revision, or two controllers',
    operand: {
      name: 'sets',
      repeatable: true,
      help: 'a file or directory before, and one after; with --controller a,b or --git the files of one set',
    },
    options: ['output', 'file', 'controller', 'git', 'fail-on-grade', ...cluster, 'quiet', 'color'],
    formats: ['text', 'json', 'markdown', 'html'],
    examples: [
      ['ksvc diff old/ new/', 'what a change of the manifests does to requests'],
      ['ksvc diff --git main k8s/', 'what this branch changes, for a pull request: -o markdown'],
      ['ksvc diff --controller ingress-nginx,traefik k8s/', 'what moving to another controller changes'],
      ['ksvc diff --git main --fail-on opened,lost,moved', 'only what hurts, for CI'],
    ],
    exits: [
      [0, 'every request that the models tell apart is answered alike'],
      [1, 'some are answered differently'],
      [3, 'no difference, but some requests cannot be told'],
      ...misuse,
    ],
  },
  test: {
    summary: 'do the routes that are expected still hold',
    operand: {
      name: 'tables',
      repeatable: true,
      help: 'YAML files with requests and what is expected of them; with --record the manifests',
    },
    options: ['output', 'file', 'manifests', 'record', 'controller', ...cluster, 'quiet', 'color'],
    formats: ['pretty', 'junit', 'tap', 'json'],
    examples: [
      ['ksvc test routes.yaml', 'the requests of a table, against the manifests that it names'],
      ['ksvc test --record k8s/ > routes.yaml', 'such a table, from what is true today'],
      ['ksvc test routes.yaml --manifests k8s/ -o junit=junit.xml', 'for CI'],
    ],
    exits: [[0, 'all hold'], [1, 'some do not'], [3, 'some cannot be told, the others hold'], ...misuse],
  },
  report: {
    summary: 'one HTML page about a set: findings, routes, what is exposed, the picture',
    operand: paths,
    options: ['output', 'file', 'controller', 'git', 'link-base', ...cluster, 'quiet', 'color'],
    formats: ['html'],
    examples: [
      ['ksvc report k8s/ -o report.html', 'for a pull request, or for those who have no terminal'],
      ['ksvc report --controller ingress-nginx,traefik k8s/ -o move.html', 'with what another controller would do'],
      ['ksvc report --git main -o report.html', 'with what has changed since a revision'],
    ],
    exits: [[0, 'written'], ...misuse],
  },
  fix: {
    summary: 'repairs what can be repaired, in place',
    operand: paths,
    options: [
      'output',
      'file',
      'unsafe',
      'dry-run',
      'fail-on',
      'profile',
      'rule',
      'baseline',
      ...cluster,
      'quiet',
      'color',
    ],
    formats: ['text', 'json'],
    examples: [
      ['ksvc fix --dry-run k8s/', 'what would change, as diff -u'],
      ['ksvc fix k8s/', 'safe fixes: no request goes anywhere else after them'],
      ['ksvc fix --unsafe k8s/ingress.yaml', 'also those that may change where requests go'],
      ['ksvc fix --rule status-in-manifest k8s/', 'what one rule finds'],
      ['kubectl get svc web -o yaml | ksvc fix -', 'from standard input to standard output'],
    ],
    exits: [
      [0, 'nothing at or above --fail-on is left; with --dry-run: nothing would change'],
      [1, 'something is left, or would change'],
      ...misuse,
    ],
  },
  rules: {
    summary: 'the rules of lint',
    options: ['output', 'color'],
    formats: ['text', 'json', 'markdown'],
    examples: [
      ['ksvc rules', 'id, severity and title of each'],
      ['ksvc rules -o json', 'everything about each'],
    ],
    exits: [[0, 'printed'], ...misuse],
  },
  explain: {
    summary: 'a rule, or what an ingress controller does differently',
    operand: { name: 'name', repeatable: false, help: 'id of a rule or controller; without it all rules are listed' },
    options: ['output', 'color'],
    formats: ['text', 'json', 'markdown'],
    examples: [
      ['ksvc explain service-port-name-required', 'one rule, with examples'],
      ['ksvc explain traefik', 'what a controller does differently'],
    ],
    exits: [[0, 'printed'], ...misuse],
  },
  init: {
    summary: 'write a configuration, .ksvc.yaml, from what the manifests show',
    operand: paths,
    options: ['file', 'force', 'quiet'],
    formats: [],
    examples: [
      ['ksvc init', 'from everything below this directory'],
      ['ksvc init k8s/ --force', 'from a directory, in place of the configuration that is there'],
    ],
    exits: [
      [0, 'written'],
      [2, 'there is one already, or nothing to read'],
      [70, 'a bug of ksvc'],
    ],
  },
  completion: {
    summary: 'completion of commands, options, rules, hosts and Services for a shell',
    subject: { name: 'shell', help: 'bash, zsh or fish' },
    options: [],
    formats: [],
    examples: [
      ['source <(ksvc completion bash)', 'in ~/.bashrc'],
      ['ksvc completion zsh > ~/.zfunc/_ksvc', 'where fpath has ~/.zfunc'],
      ['ksvc completion fish > ~/.config/fish/completions/ksvc.fish', 'for fish'],
    ],
    exits: [[0, 'printed'], ...misuse],
  },
};
