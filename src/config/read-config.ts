import { knownMinors, minorOf, type PodTemplatePath } from '../model/options.ts';
import { parseObjectPattern } from '../objects/object-pattern.ts';
import type { Ignore, Override, Profile, RuleLevel, RuleLevels } from '../rules/lint-options.ts';
import type { RuleOptionSpec, RuleOptionSpecs, RuleOptionValue, RuleOptionValues } from '../rules/rule-option.ts';
import { positionOf } from '../text/position.ts';
import type { Source } from '../text/source.ts';
import type { YamlNode } from '../yaml/node.ts';
import { readDocuments } from '../yaml/read.ts';
import type { ClassController, Config } from './config.ts';
import { type FieldReader, type FileProblem, fieldReader, hintFor } from './field-reader.ts';

/** Names that a configuration may use. */
export interface KnownNames {
  readonly rules: readonly string[];
  /** The options of those rules that have some. */
  readonly ruleOptions: Readonly<Record<string, RuleOptionSpecs>>;
  readonly controllers: readonly string[];
  /** Controllers that an IngressClass can name. */
  readonly classControllers: readonly string[];
  /** The options of controllers that are simulated, by controller. */
  readonly controllerOptions: Readonly<Record<string, readonly string[]>>;
  /** Of `lint`. */
  readonly formats: readonly string[];
}

/** The keys of a configuration file. */
export const configKeys = [
  'version',
  'extends',
  'kubernetesVersion',
  'namespace',
  'controller',
  'controllers',
  'defaultIngressClass',
  'clusterDomain',
  'proxyMode',
  'nodePortRange',
  'serviceCIDR',
  'complete',
  'assumeComplete',
  'external',
  'podTemplates',
  'rules',
  'overrides',
  'ignores',
  'include',
  'exclude',
  'sets',
  'baseline',
  'failOn',
  'maxWarnings',
  'format',
] as const;

/** The profiles that `extends` names. */
export const profiles: readonly Profile[] = ['recommended', 'strict', 'minimal', 'api'];
const levels: readonly RuleLevel[] = ['off', 'on', 'error', 'warning', 'info'];
const proxyModes = ['iptables', 'nftables', 'ipvs', 'userspace'] as const;

/** Reads a configuration file. With problems, what it says must not be used: it may mean something else. */
export function readConfig(
  source: Source,
  known: KnownNames,
): { readonly config: Config; readonly problems: readonly FileProblem[] } {
  const problems: FileProblem[] = [];
  const read = fieldReader(source, problems);
  let config: Config | undefined;
  readDocuments(source, (document, root) => {
    for (const { start, end, ...problem } of document.problems) {
      const message = problem.kind === 'syntax' ? problem.reason : `the key ${problem.key} is written twice`;
      problems.push({ message, at: positionOf({ source, start, end }) });
    }
    if (!root) return;
    if (config) read.problem(root, 'the configuration is a second document');
    else config = configOf(read, root, known);
  });
  problems.sort((a, b) => a.at.line - b.at.line || a.at.column - b.at.column);
  return { config: config ?? {}, problems };
}

function configOf(read: FieldReader, root: YamlNode, known: KnownNames): Config {
  const fields = read.mapping(root, 'the configuration', configKeys);
  /** The value of a key, when there is one and it is understood. */
  const at = <Value>(
    key: (typeof configKeys)[number],
    take: (node: YamlNode) => Value | undefined,
  ): Value | undefined => {
    const node = fields[key];
    return node && take(node);
  };
  const texts = (key: (typeof configKeys)[number]): string[] | undefined => at(key, (node) => read.texts(node, key));
  const text = (key: (typeof configKeys)[number]): string | undefined => at(key, (node) => read.text(node, key));
  at('version', (node) => {
    if (node.kind !== 'scalar' || node.value !== 1) read.problem(node, 'version has to be 1');
    return undefined;
  });
  if (fields.complete && fields.assumeComplete) {
    read.problem(fields.assumeComplete, 'assumeComplete is the same as complete: write one of them');
  }
  return withoutUndefined({
    extends: at('extends', (node) => extendsOf(read, node)),
    kubernetesVersion: at('kubernetesVersion', (node) => versionOf(read, node)),
    namespace: text('namespace'),
    controller: at('controller', (node) => read.word(node, 'controller', known.controllers)),
    controllers: at('controllers', (node) => controllersOf(read, node, known)),
    defaultIngressClass: text('defaultIngressClass'),
    clusterDomain: text('clusterDomain'),
    proxyMode: at('proxyMode', (node) => read.word(node, 'proxyMode', proxyModes)),
    nodePortRange: at('nodePortRange', (node) => rangeOf(read, node)),
    serviceCidrs: at('serviceCIDR', (node) => cidrsOf(read, node)),
    complete:
      at('complete', (node) => completeOf(read, node)) ?? at('assumeComplete', (node) => completeOf(read, node)),
    external: at('external', (node) => patternsOf(read, node, 'external')),
    podTemplates: at('podTemplates', (node) => podTemplatesOf(read, node)),
    ...at('rules', (node) => rulesOf(read, node, known)),
    overrides: at('overrides', (node) =>
      read.items(node, 'overrides').flatMap((item) => overrideOf(read, item, known)),
    ),
    ignores: at('ignores', (node) => read.items(node, 'ignores').flatMap((item) => ignoreOf(read, item, known))),
    include: texts('include'),
    exclude: texts('exclude'),
    sets: at('sets', (node) => setsOf(read, node)),
    baseline: text('baseline'),
    failOn: at('failOn', (node) => read.word(node, 'failOn', ['error', 'warning', 'info', 'never'])),
    maxWarnings: at('maxWarnings', (node) => read.integer(node, 'maxWarnings')),
    format: at('format', (node) => read.word(node, 'format', known.formats)),
  });
}

function extendsOf(read: FieldReader, node: YamlNode): Config['extends'] {
  const text = read.text(node, 'extends');
  if (text === undefined) return undefined;
  const profile = profiles.find((each) => each === text);
  if (profile) return { profile };
  if (/[/.]/.test(text)) return { path: text };
  read.problem(node, `extends: '${text}' is neither a profile nor a path; ${hintFor(text, profiles)}`);
  return undefined;
}

function controllersOf(
  read: FieldReader,
  node: YamlNode,
  known: KnownNames,
): Readonly<Record<string, ClassController>> {
  const found: Record<string, ClassController> = {};
  if (node.kind !== 'mapping') {
    read.problem(
      node,
      'controllers has to be a mapping of IngressClasses to controllers, as in {nginx: ingress-nginx}',
    );
    return found;
  }
  for (const { key, value } of node.entries) {
    const what = `controller of ${key}`;
    const fields = value.kind === 'mapping' ? read.mapping(value, what, ['model', 'options']) : { model: value };
    const { model } = fields;
    const id = model && read.word(model, what, known.classControllers);
    if (model === undefined) read.problem(value, `${what} has no model`);
    if (id === undefined) continue;
    const options = 'options' in fields && fields.options && processOptionsOf(read, fields.options, id, known);
    found[key] = { id, ...(options && { options }), at: read.position(value) };
  }
  return found;
}

function processOptionsOf(
  read: FieldReader,
  node: YamlNode,
  id: string,
  { controllerOptions }: KnownNames,
): Readonly<Record<string, boolean>> | undefined {
  const names = controllerOptions[id] ?? [];
  if (names.length === 0) {
    read.problem(node, `options: none of ${id} is simulated; its ConfigMap is read where it is among the manifests`);
    return undefined;
  }
  const options: Record<string, boolean> = {};
  for (const [name, value] of Object.entries(read.mapping(node, `options of ${id}`, names))) {
    const isOn = value && read.boolean(value, name);
    if (isOn !== undefined) options[name] = isOn;
  }
  return options;
}

function versionOf(read: FieldReader, node: YamlNode): string | undefined {
  // 1.30 is a number to YAML, and 1.3 another way to write it.
  if (node.kind === 'scalar' && typeof node.value === 'number') {
    read.problem(node, 'kubernetesVersion has to be in quotes, as in "1.30": without them it is a number');
    return undefined;
  }
  const text = read.text(node, 'kubernetesVersion');
  if (text === undefined || minorOf(text) !== undefined) return text;
  const [oldest, newest] = knownMinors;
  read.problem(node, `kubernetesVersion: '${text}' is not known; ksvc knows 1.${oldest} to 1.${newest}`);
  return undefined;
}

function rangeOf(read: FieldReader, node: YamlNode): readonly [number, number] | undefined {
  const [, first = '', last = ''] = /^(\d{1,5})-(\d{1,5})$/.exec(read.text(node, 'nodePortRange') ?? '') ?? [];
  const range = [Number(first), Number(last)] as const;
  if (first !== '' && range[0] > 0 && range[0] <= range[1] && range[1] <= 65535) return range;
  read.problem(node, 'nodePortRange has to be two ports, as in 30000-32767');
  return undefined;
}

function cidrsOf(read: FieldReader, node: YamlNode): readonly string[] {
  const cidrs = read.texts(node, 'serviceCIDR');
  const wrong = cidrs.find((cidr) => !/^(?:\d+\.\d+\.\d+\.\d+|[\da-f:]+:[\da-f:.]*)\/\d+$/i.test(cidr));
  if (wrong !== undefined) read.problem(node, `serviceCIDR: '${wrong}' is no range of addresses, as in 10.96.0.0/16`);
  return cidrs;
}

function completeOf(read: FieldReader, node: YamlNode): Config['complete'] {
  if (node.kind === 'scalar' && typeof node.value === 'boolean') return node.value;
  if (node.kind === 'mapping') {
    const { kinds, namespaces } = read.mapping(node, 'complete', ['kinds', 'namespaces']);
    return {
      ...(kinds && { kinds: read.texts(kinds, 'kinds') }),
      ...(namespaces && { namespaces: read.texts(namespaces, 'namespaces') }),
    };
  }
  if (node.kind === 'sequence') return { kinds: read.texts(node, 'complete') };
  read.problem(node, 'complete has to be true, a list of kinds, or {namespaces: […]}');
  return undefined;
}

function patternsOf(read: FieldReader, node: YamlNode, what: string): string[] {
  const items = node.kind === 'scalar' ? [node] : read.items(node, what);
  return items.flatMap((item) => {
    const text = read.text(item, what);
    if (text === undefined) return [];
    if (parseObjectPattern(text)) return [text];
    read.problem(
      item,
      `${what}: '${text}' is no object; write Kind/namespace/name or Kind/name, * stands for any characters`,
    );
    return [];
  });
}

/** The levels of rules, and what is said about single ones beside them. */
function rulesOf(
  read: FieldReader,
  node: YamlNode,
  known: KnownNames,
): { rules: RuleLevels; ruleOptions: RuleOptionValues | undefined } {
  const ruleOptions: Record<string, RuleOptionValues[string]> = {};
  const rules = levelsOf(read, node, known.rules, (id, value) => {
    const specs = known.ruleOptions[id];
    if (!specs || value.kind !== 'mapping') return readLevel(read, id, value);
    const { severity, ...others } = read.mapping(value, `rule ${id}`, ['severity', ...Object.keys(specs)]);
    const options = Object.entries(others).flatMap(([name, at]) => {
      const spec = specs[name];
      const option = at && spec && optionOf(read, at, name, spec);
      return option === undefined ? [] : [[name, option] as const];
    });
    if (options.length > 0) ruleOptions[id] = Object.fromEntries(options);
    if (!severity && value.entries.length === 0) read.problem(value, `${id} has neither a severity nor an option`);
    return severity && read.word(severity, id, levels);
  });
  return { rules, ruleOptions: Object.keys(ruleOptions).length > 0 ? ruleOptions : undefined };
}

function levelsOf(
  read: FieldReader,
  node: YamlNode,
  known: readonly string[],
  levelOf: (id: string, value: YamlNode) => RuleLevel | undefined,
): RuleLevels {
  const found: Record<string, RuleLevel> = {};
  if (node.kind !== 'mapping') {
    read.problem(node, 'rules has to be a mapping of rules to off, on, error, warning or info');
    return found;
  }
  for (const entry of node.entries) {
    if (!known.includes(entry.key)) {
      read.problem(entry, `no rule is called '${entry.key}'; ${hintFor(entry.key, known)}`);
      continue;
    }
    const level = levelOf(entry.key, entry.value);
    if (level) found[entry.key] = level;
  }
  return found;
}

/** A level alone, or as the severity of a mapping. */
function readLevel(read: FieldReader, id: string, value: YamlNode): RuleLevel | undefined {
  const level = value.kind === 'mapping' ? read.mapping(value, `rule ${id}`, ['severity']).severity : value;
  if (!level) read.problem(value, `${id} has no severity`);
  return level && read.word(level, id, levels);
}

function optionOf(
  read: FieldReader,
  node: YamlNode,
  name: string,
  { kind }: RuleOptionSpec,
): RuleOptionValue | undefined {
  switch (kind) {
    case 'boolean':
      return read.boolean(node, name);
    case 'number':
      return read.integer(node, name);
    case 'texts':
      return read.texts(node, name);
  }
}

function setsOf(read: FieldReader, node: YamlNode): Readonly<Record<string, readonly string[]>> {
  const sets: Record<string, readonly string[]> = {};
  if (node.kind !== 'mapping') {
    read.problem(node, 'sets has to be a mapping of names to paths, as in {prod: overlays/prod}');
    return sets;
  }
  for (const entry of node.entries) {
    if (!/^[\w.-]+$/.test(entry.key)) read.problem(entry, `sets: '${entry.key}' is no name, as in prod`);
    sets[entry.key] = read.texts(entry.value, entry.key);
  }
  return sets;
}

function podTemplatesOf(read: FieldReader, node: YamlNode): readonly PodTemplatePath[] {
  const kinds = new Set<string>();
  return read.items(node, 'podTemplates').flatMap((item) => {
    const fields = read.mapping(item, 'an entry of podTemplates', ['kind', 'path']);
    if (item.kind !== 'mapping') return [];
    if (!fields.kind) read.problem(item, 'the entry of podTemplates names no kind');
    if (!fields.path) read.problem(item, 'the entry of podTemplates has no path, as in spec.template');
    const kind = fields.kind && read.text(fields.kind, 'kind');
    const path = fields.path && read.text(fields.path, 'path');
    if (kind === undefined || path === undefined) return [];
    if (!/^[\w-]+(?:\.[\w-]+)*$/.test(path)) {
      read.problem(fields.path ?? item, `path: '${path}' is no way to a field, as in spec.template`);
    }
    if (kinds.has(kind)) read.problem(item, `podTemplates has two entries for ${kind}`);
    kinds.add(kind);
    return [{ kind, path }];
  });
}

function overrideOf(read: FieldReader, node: YamlNode, known: KnownNames): Override[] {
  const { files, rules } = read.mapping(node, 'an override', ['files', 'rules']);
  if (node.kind === 'mapping' && !files) read.problem(node, 'the override names no files');
  if (node.kind === 'mapping' && !rules) read.problem(node, 'the override names no rules');
  if (!files || !rules) return [];
  // A rule looks at all files at once, so only its level can differ.
  const levelOf = (id: string, value: YamlNode): RuleLevel | undefined => readLevel(read, id, value);
  return [{ files: read.texts(files, 'files'), rules: levelsOf(read, rules, known.rules, levelOf) }];
}

function ignoreOf(read: FieldReader, node: YamlNode, known: KnownNames): Ignore[] {
  const { rules, files, objects, reason, until } = read.mapping(node, 'an ignore', [
    'rules',
    'files',
    'objects',
    'reason',
    'until',
  ]);
  if (node.kind !== 'mapping') return [];
  if (!rules && !files && !objects) read.problem(node, 'the ignore names neither rules, files nor objects');
  return [
    withoutUndefined({
      rules: rules && knownRules(read, rules, known.rules),
      files: files && read.texts(files, 'files'),
      objects: objects && patternsOf(read, objects, 'objects'),
      reason: reason && read.text(reason, 'reason'),
      until: until && dayOf(read, until),
      at: read.position(node),
    }),
  ];
}

function knownRules(read: FieldReader, node: YamlNode, known: readonly string[]): string[] {
  const items = node.kind === 'scalar' ? [node] : read.items(node, 'rules');
  return items.flatMap((item) => {
    const text = read.text(item, 'a rule');
    if (text === undefined || known.includes(text)) return text ?? [];
    read.problem(item, `no rule is called '${text}'; ${hintFor(text, known)}`);
    return [];
  });
}

function dayOf(read: FieldReader, node: YamlNode): string | undefined {
  const text = read.text(node, 'until');
  if (text === undefined) return undefined;
  const day = new Date(`${text}T00:00:00Z`);
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(day.getTime());
  // February 30th is taken as a day of March.
  if (isDay && day.toISOString().startsWith(text)) return text;
  read.problem(node, `until: '${text}' is no day, as in 2027-03-31`);
  return undefined;
}

type Given<Fields> = { -readonly [Name in keyof Fields]?: Exclude<Fields[Name], undefined> };

function withoutUndefined<Fields extends object>(fields: Fields): Given<Fields> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Given<Fields>;
}
