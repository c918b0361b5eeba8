import { knownMinors, minorOf } from '../model/options.ts';
import { parseObjectPattern } from '../objects/object-pattern.ts';
import type { Ignore, Override, Profile, RuleLevel, RuleLevels } from '../rules/lint-options.ts';
import { positionOf } from '../text/position.ts';
import type { Source } from '../text/source.ts';
import type { YamlNode } from '../yaml/node.ts';
import { readDocuments } from '../yaml/read.ts';
import type { ClassController, Config } from './config.ts';
import { type FieldReader, type FileProblem, fieldReader, hintFor } from './field-reader.ts';

/** Names that a configuration may use. */
export interface KnownNames {
  readonly rules: readonly string[];
  readonly controllers: readonly string[];
  /** Controllers that an IngressClass can name. */
  readonly classControllers: readonly string[];
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
  'rules',
  'overrides',
  'ignores',
  'include',
  'exclude',
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
    controllers: at('controllers', (node) => controllersOf(read, node, known.classControllers)),
    defaultIngressClass: text('defaultIngressClass'),
    clusterDomain: text('clusterDomain'),
    proxyMode: at('proxyMode', (node) => read.word(node, 'proxyMode', proxyModes)),
    nodePortRange: at('nodePortRange', (node) => rangeOf(read, node)),
    serviceCidrs: at('serviceCIDR', (node) => cidrsOf(read, node)),
    complete:
      at('complete', (node) => completeOf(read, node)) ?? at('assumeComplete', (node) => completeOf(read, node)),
    external: at('external', (node) => patternsOf(read, node, 'external')),
    rules: at('rules', (node) => levelsOf(read, node, known.rules)),
    overrides: at('overrides', (node) =>
      read.items(node, 'overrides').flatMap((item) => overrideOf(read, item, known)),
    ),
    ignores: at('ignores', (node) => read.items(node, 'ignores').flatMap((item) => ignoreOf(read, item, known))),
    include: texts('include'),
    exclude: texts('exclude'),
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
  known: readonly string[],
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
    const model = value.kind === 'mapping' ? read.mapping(value, `controller of ${key}`, ['model']).model : value;
    const id = model && read.word(model, `controller of ${key}`, known);
    if (model === undefined) read.problem(value, `controller of ${key} has no model`);
    if (id !== undefined) found[key] = { id, at: read.position(value) };
  }
  return found;
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

function levelsOf(read: FieldReader, node: YamlNode, known: readonly string[]): RuleLevels {
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
    const { value } = entry;
    const level = value.kind === 'mapping' ? read.mapping(value, `rule ${entry.key}`, ['severity']).severity : value;
    const word = level && read.word(level, entry.key, levels);
    if (word) found[entry.key] = word;
    else if (!level) read.problem(value, `${entry.key} has no severity`);
  }
  return found;
}

function overrideOf(read: FieldReader, node: YamlNode, known: KnownNames): Override[] {
  const { files, rules } = read.mapping(node, 'an override', ['files', 'rules']);
  if (node.kind === 'mapping' && !files) read.problem(node, 'the override names no files');
  if (node.kind === 'mapping' && !rules) read.problem(node, 'the override names no rules');
  if (!files || !rules) return [];
  return [{ files: read.texts(files, 'files'), rules: levelsOf(read, rules, known.rules) }];
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
