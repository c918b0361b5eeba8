import { profiles } from '../config/read-config.ts';
import { knownMinors } from '../model/options.ts';
import { rules } from '../rules/index.ts';
import type { RuleOptionSpec, RuleOptionSpecs } from '../rules/rule-option.ts';
import type { ControllerOption } from '../traffic/controllers/define-controller.ts';
import { controllers } from '../traffic/controllers/index.ts';

/**
 * schemas/config.json: what editors know of .ksvc.yaml. The command line has a reader of its own, which says where
 * something is wrong; a test lets both judge the same files.
 */
export function configSchema(formats: readonly string[]): string {
  const [oldest, newest] = knownMinors;
  const minors = Array.from({ length: newest - oldest + 1 }, (_, index) => newest - index);
  const schema = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Configuration of ksvc, .ksvc.yaml',
    type: 'object',
    additionalProperties: false,
    properties: {
      version: { description: 'Of this format.', const: 1 },
      extends: {
        description: 'A profile, or the path of another configuration, relative to this one.',
        anyOf: [{ enum: profiles }, { type: 'string', pattern: '[/.]' }],
      },
      kubernetesVersion: {
        description: 'The cluster that the manifests are for, in quotes.',
        type: 'string',
        examples: minors.map((minor) => `1.${minor}`),
        pattern: `^v?1\\.(?:${minors.join('|')})(?:\\.\\d+)?$`,
      },
      namespace: { description: 'Of objects that name none.', ...text },
      controller: { description: 'The ingress controller that answers.', enum: controllers.map(({ id }) => id) },
      controllers: {
        description: 'The IngressClasses of the cluster and their controllers, where the files do not hold them.',
        type: 'object',
        additionalProperties: {
          anyOf: [
            { $ref: '#/$defs/classController' },
            {
              type: 'object',
              required: ['model'],
              additionalProperties: false,
              properties: { model: { $ref: '#/$defs/classController' } },
            },
            ...controllers.flatMap(({ id, modeOf, options }) =>
              options && modeOf === undefined ? [startedController(id, options)] : [],
            ),
          ],
        },
      },
      defaultIngressClass: { description: 'One of controllers: the class of Ingresses that name none.', ...text },
      clusterDomain: { description: "The cluster's DNS zone.", default: 'cluster.local', ...text },
      proxyMode: { description: 'Of kube-proxy, for trace.', enum: ['iptables', 'nftables', 'ipvs', 'userspace'] },
      nodePortRange: { type: 'string', default: '30000-32767', pattern: '^\\d{1,5}-\\d{1,5}$' },
      serviceCIDR: { description: 'Ranges of cluster IPs, the primary one first.', ...texts },
      complete: { description: 'What the files hold all of: nothing else exists.', $ref: '#/$defs/complete' },
      assumeComplete: { description: 'The same as complete.', $ref: '#/$defs/complete' },
      external: { description: 'Objects that exist elsewhere; others of their kinds do not.', ...patterns },
      podTemplates: {
        description: 'Custom resources that make pods, and where they describe them.',
        type: 'array',
        items: {
          type: 'object',
          required: ['kind', 'path'],
          additionalProperties: false,
          properties: {
            kind: text,
            path: {
              description: 'The fields on the way to the pod template.',
              examples: ['spec.template'],
              type: 'string',
              pattern: '^[\\w-]+(?:\\.[\\w-]+)*$',
            },
          },
        },
      },
      rules: { description: 'Levels of rules, and options of some.', $ref: '#/$defs/rules' },
      overrides: {
        description: 'Other levels for some files; the last one that names a rule holds.',
        type: 'array',
        items: {
          type: 'object',
          required: ['files', 'rules'],
          additionalProperties: false,
          properties: {
            files: { description: 'Globs, relative to this file.', ...texts },
            rules: { $ref: '#/$defs/levels' },
          },
        },
      },
      ignores: {
        description: 'Findings that are not reported; everything that is given has to hold.',
        type: 'array',
        items: {
          type: 'object',
          additionalProperties: false,
          anyOf: [{ required: ['rules'] }, { required: ['files'] }, { required: ['objects'] }],
          properties: {
            rules: { anyOf: [{ $ref: '#/$defs/rule' }, { type: 'array', items: { $ref: '#/$defs/rule' } }] },
            files: { description: 'Globs, relative to this file.', ...texts },
            objects: patterns,
            reason: text,
            until: {
              description: 'The last day on which it holds.',
              type: 'string',
              pattern: '^\\d{4}-\\d{2}-\\d{2}$',
            },
          },
        },
      },
      include: { description: 'Globs of the files that are read when no path is given.', ...texts },
      exclude: { description: 'Globs of files that a search leaves out.', ...texts },
      sets: {
        description: 'Files that lint checks apart from others, by the name of their set, when no path is given.',
        type: 'object',
        propertyNames: { pattern: '^[\\w.-]+$' },
        additionalProperties: texts,
      },
      baseline: { description: 'The file of known findings, relative to this one.', ...text },
      failOn: {
        description: 'Lowest severity that makes the exit code 1.',
        enum: ['error', 'warning', 'info', 'never'],
      },
      maxWarnings: { description: 'More warnings make the exit code 1.', type: 'integer', minimum: 0 },
      format: { description: 'Of lint.', enum: formats },
    },
    $defs: {
      classController: {
        enum: controllers
          .filter(({ modeOf, controllerNames }) => modeOf === undefined && controllerNames.length > 0)
          .map(({ id }) => id),
      },
      rule: { enum: rules.map(({ id }) => id) },
      level: {
        description: 'on: with its own severities.',
        enum: ['off', 'on', 'error', 'warning', 'info', true, false],
      },
      setting: ruleLevel,
      levels: {
        type: 'object',
        additionalProperties: false,
        properties: Object.fromEntries(rules.map(({ id, title }) => [id, { description: title, ...setting }])),
      },
      rules: {
        type: 'object',
        additionalProperties: false,
        properties: Object.fromEntries(
          rules.map(({ id, title, options }) => [
            id,
            { description: title, ...(options ? levelWithOptions(options) : setting) },
          ]),
        ),
      },
      complete: {
        anyOf: [
          { type: 'boolean' },
          { description: 'Kinds.', type: 'array', items: text },
          {
            type: 'object',
            additionalProperties: false,
            properties: { kinds: texts, namespaces: texts },
          },
        ],
      },
    },
  };
  return `${JSON.stringify(schema, null, 1)}\n`;
}

const text = { type: 'string', minLength: 1 };
const texts = { anyOf: [text, { type: 'array', items: text }] };
const pattern = { type: 'string', pattern: '^[^/\\s]+/[^/\\s]+(?:/[^/\\s]+)?$' };
const patterns = { anyOf: [pattern, { type: 'array', items: pattern }] };
const setting = { $ref: '#/$defs/setting' };
const ruleLevel = {
  anyOf: [
    { $ref: '#/$defs/level' },
    {
      type: 'object',
      required: ['severity'],
      additionalProperties: false,
      properties: { severity: { $ref: '#/$defs/level' } },
    },
  ],
};

/** A level, or a mapping with options of the rule. */
function levelWithOptions(options: RuleOptionSpecs): object {
  const properties = Object.entries(options).map(([name, { kind, default: usual, help }]) => [
    name,
    { description: help, default: usual, ...optionTypes[kind] },
  ]);
  return {
    anyOf: [
      { $ref: '#/$defs/level' },
      {
        type: 'object',
        minProperties: 1,
        additionalProperties: false,
        properties: { severity: { $ref: '#/$defs/level' }, ...Object.fromEntries(properties) },
      },
    ],
  };
}

const optionTypes: Readonly<Record<RuleOptionSpec['kind'], object>> = {
  boolean: { type: 'boolean' },
  number: { type: 'integer', minimum: 0 },
  texts,
};

/** A controller with options of its process. */
function startedController(id: string, options: readonly ControllerOption[]): object {
  const properties = options.map(({ name, help, default: usual }) => [
    name,
    { description: help, default: usual, type: 'boolean' },
  ]);
  return {
    type: 'object',
    required: ['model', 'options'],
    additionalProperties: false,
    properties: {
      model: { const: id },
      options: { type: 'object', additionalProperties: false, properties: Object.fromEntries(properties) },
    },
  };
}
