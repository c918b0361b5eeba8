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
  | 'rules'
  | 'explain';

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
  | 'expect'
  | 'proxy-mode'
  | 'ipvs-scheduler'
  | 'requests'
  | 'seed'
  | 'service'
  | 'explain'
  | 'host'
  | 'broken'
  | 'fail-on-broken'
  | 'sort'
  | 'type'
  | 'cluster-domain'
  | 'pods'
  | 'only-broken'
  | 'engine'
  | 'git'
  | 'fail-on-grade'
  | 'manifests'
  | 'record'
  | 'quiet'
  | 'color';

export interface OptionSpec {
  /** One letter: `-o`. */
  readonly short?: string;
  /** A second long name. */
  readonly alias?: string;
  /** What the value is called in help; an option without it is a flag. */
  readonly value?: string;
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
    help: 'who asks: namespace, namespace/pod, namespace/deploy/name, node/name or outside (default: a pod of -n)',
  },
  method: { value: 'method', help: 'method of an HTTP request (default: GET)' },
  header: { value: 'header', repeatable: true, help: "header of an HTTP request, as in 'X-Canary: always'" },
  sni: { value: 'name', help: "server name of the TLS handshake (default: the URL's host)" },
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
  quiet: { short: 'q', help: 'only what makes the exit code 1: no summary, no notes' },
  color: { negatable: true, help: 'colours, --no-color: none (default: on a terminal, unless NO_COLOR is set)' },
};

const paths = {
  name: 'paths',
  repeatable: true,
  help: 'files, directories (.yaml .yml .json, recursively), globs, or - for stdin; default: a pipe, else this directory',
};
const cluster: readonly OptionName[] = ['namespace', 'kubernetes-version', 'single-stack'];
const misuse: readonly (readonly [number, string])[] = [
  [2, 'wrong usage, or an input cannot be read'],
  [70, 'a bug of ksvc'],
];

/** Every command, in the order of `ksvc --help`. */
export const commandSpecs: Readonly<Record<CommandName, CommandSpec>> = {
  lint: {
    summary: 'what is wrong with these manifests',
    operand: paths,
    options: ['output', 'file', 'fail-on', ...cluster, 'quiet', 'color'],
    formats: ['pretty', 'compact', 'json', 'sarif'],
    examples: [
      ['ksvc lint', 'everything below this directory'],
      ['ksvc lint k8s/ ingress.yaml', 'a directory and a file, as one set'],
      ['helm template . | ksvc lint -', 'what a chart renders to'],
      ['ksvc lint k8s -o compact -o sarif=ksvc.sarif', 'lines for people, a file for code scanning'],
    ],
    exits: [[0, 'no finding at or above --fail-on'], [1, 'findings, also: a document cannot be parsed'], ...misuse],
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
    options: ['output', 'file', 'service', 'explain', ...cluster, 'quiet', 'color'],
    formats: ['table', 'wide', 'csv', 'markdown', 'json'],
    examples: [
      ['ksvc endpoints k8s/', 'a row for each port of each Service'],
      ['ksvc endpoints --explain svc/api', 'why the Service selects these pods, and not those'],
      ['ksvc endpoints -o json', 'the Endpoints and EndpointSlices that the controllers would write'],
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
    formats: ['table', 'wide', 'csv', 'markdown', 'json'],
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
      help: 'a URL, host/path, Service (web, web.shop:80, svc/web), ingress/name, address:port, or :nodePort',
    },
    operand: paths,
    options: [
      'output',
      'file',
      'from',
      'method',
      'header',
      'sni',
      'expect',
      'proxy-mode',
      'ipvs-scheduler',
      'requests',
      'seed',
      'controller',
      ...cluster,
      'quiet',
      'color',
    ],
    formats: ['text', 'json'],
    examples: [
      ['ksvc trace https://shop.example.com/cart k8s/', 'a request from outside, through the Ingress'],
      ['ksvc trace web.shop:8080 k8s/', 'a connection to a Service from inside'],
      ['ksvc trace :31000', 'a node port'],
      ['ksvc trace svc/web --proxy-mode ipvs --requests 1000', 'how connections are spread over the pods'],
      ['ksvc trace shop.example.com/api --expect svc/api', 'a routing test for CI'],
    ],
    exits: [
      [0, 'it reaches a ready endpoint, or is redirected out of the set'],
      [1, 'it does not'],
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
      'only-broken',
      'fail-on-broken',
      'pods',
      'engine',
      'controller',
      ...cluster,
      'quiet',
      'color',
    ],
    formats: ['svg', 'dot', 'mermaid', 'json'],
    examples: [
      ['ksvc graph k8s/ -o topology.svg', 'everything, by namespace; -n shop for one of them'],
      ['ksvc graph --only-broken --fail-on-broken -o broken.svg', 'what does not work, for CI'],
      ["ksvc graph --host '*.example.com' -o mermaid", 'some hosts, for Markdown'],
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
    summary: 'why a rule exists and what to do about its findings',
    operand: { name: 'rule', repeatable: false, help: 'id of a rule; without it all rules are listed' },
    options: ['output', 'color'],
    formats: ['text', 'json', 'markdown'],
    examples: [['ksvc explain service-port-name-required', 'one rule, with examples']],
    exits: [[0, 'printed'], ...misuse],
  },
};
