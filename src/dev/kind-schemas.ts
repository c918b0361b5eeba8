import { embeddedFields, fieldTypes } from './go-types.ts';
import type { JsonSchema, KindSchema } from './type-table.ts';

/** The part of a cluster's OpenAPI v3 that schemas are made of: `kinds` names the schema of each apiVersion/kind. */
export interface OpenApi {
  readonly kinds: Readonly<Record<string, string>>;
  readonly components: { readonly schemas: Readonly<Record<string, OpenApiSchema>> };
}

interface OpenApiSchema {
  readonly type?: string;
  readonly format?: string;
  readonly properties?: Readonly<Record<string, OpenApiSchema>>;
  readonly additionalProperties?: OpenApiSchema;
  readonly items?: OpenApiSchema;
  readonly allOf?: readonly OpenApiSchema[];
  readonly $ref?: string;
  readonly required?: readonly string[];
  readonly oneOf?: readonly OpenApiSchema[];
}

/**
 * One self-contained JSON Schema per kind, by file name: `ingress-networking-v1.json`, as kubeconform's
 * `{{.ResourceKind}}{{.KindSuffix}}.json` asks. They accept what the API server's decoder accepts: null for every
 * field, integers within their Go type, no unknown fields, any text where only validation knows the allowed ones.
 */
export function kindSchemas(openapi: OpenApi): Map<string, KindSchema> {
  const files = new Map<string, KindSchema>();
  for (const [id, component] of Object.entries(openapi.kinds).sort()) {
    const slash = id.lastIndexOf('/');
    const apiVersion = id.slice(0, slash);
    const kind = id.slice(slash + 1);
    const definitions: Record<string, JsonSchema> = {};
    define(openapi, component, definitions);
    files.set(fileName(apiVersion, kind), {
      $schema: 'http://json-schema.org/draft-07/schema#',
      'x-kubernetes-api-version': apiVersion,
      'x-kubernetes-kind': kind,
      allOf: [{ $ref: `#/definitions/${shortName(component)}` }],
      definitions: Object.fromEntries(Object.entries(definitions).sort(([a], [b]) => (a < b ? -1 : 1))),
    });
  }
  return files;
}

function fileName(apiVersion: string, kind: string): string {
  const [group = '', version] = apiVersion.includes('/') ? apiVersion.split('/') : ['', apiVersion];
  return [kind.toLowerCase(), ...group.split('.').slice(0, 1).filter(Boolean), `${version}.json`].join('-');
}

function define(openapi: OpenApi, component: string, definitions: Record<string, JsonSchema>): string {
  const name = shortName(component);
  if (!definitions[name]) {
    const source = openapi.components.schemas[component];
    if (!source) throw new Error(`the OpenAPI document has no ${component}`);
    const properties: Record<string, JsonSchema> = {};
    definitions[name] = {
      type: 'object',
      additionalProperties: false,
      ...(source.required ? { required: source.required } : {}),
      properties,
    };
    for (const [field, schema] of Object.entries(source.properties ?? {})) {
      properties[field] = { ...convert(openapi, schema, definitions), ...goNames(`${name}.${field}`) };
    }
  }
  return `#/definitions/${name}`;
}

function convert(openapi: OpenApi, schema: OpenApiSchema, definitions: Record<string, JsonSchema>): JsonSchema {
  const ref = schema.$ref ?? schema.allOf?.[0]?.$ref;
  if (ref) {
    const component = ref.slice(ref.lastIndexOf('/') + 1);
    const special = specialTypes[shortName(component)];
    if (special) return special;
    return { anyOf: [{ $ref: define(openapi, component, definitions) }, { type: 'null' }] };
  }
  if (schema.items) return { type: ['array', 'null'], items: convert(openapi, schema.items, definitions) };
  if (schema.additionalProperties) {
    return {
      type: ['object', 'null'],
      additionalProperties: convert(openapi, schema.additionalProperties, definitions),
    };
  }
  const bounds = schema.format && integers[schema.format];
  if (schema.type === 'integer' && bounds) return { type: ['integer', 'null'], format: schema.format, ...bounds };
  if (schema.type === 'string' && schema.format === 'byte') return bytes;
  if (schema.type === 'string' && !schema.format) return { type: ['string', 'null'] };
  if (schema.type === 'boolean') return { type: ['boolean', 'null'] };
  throw new Error(`no conversion for ${JSON.stringify(schema)}`);
}

/** `io.k8s.api.core.v1.Pod` → `core.v1.Pod`, `io.k8s.apimachinery.pkg.apis.meta.v1.Time` → `meta.v1.Time`. */
function shortName(component: string): string {
  return component.replace(/^io\.k8s\.(api|apimachinery\.pkg\.(apis|api|util))\./, '');
}

const integers: Readonly<Record<string, { readonly minimum: number; readonly maximum: number }>> = {
  int32: { minimum: -(2 ** 31), maximum: 2 ** 31 - 1 },
  // A JSON number cannot say 2^63 - 1 exactly; this is the next double below 2^63.
  int64: { minimum: -(2 ** 63), maximum: 2 ** 63 - 1024 },
};

// Go reads bytes from base64 text, and from a list of numbers.
const bytes: JsonSchema = {
  type: ['string', 'array', 'null'],
  items: { type: ['integer', 'null'], minimum: 0, maximum: 255 },
  format: 'byte',
  pattern: '^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$',
};

/** Types with a decoder of their own in Go: apimachinery's meta/v1/time.go, api/resource, util/intstr. */
const specialTypes: Readonly<Record<string, JsonSchema>> = {
  'meta.v1.Time': {
    type: ['string', 'null'],
    format: 'date-time',
    pattern:
      '^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])T([01]?\\d|2[0-3]):[0-5]\\d:[0-5]\\d([.,]\\d+)?(Z|[+-]\\d{2}:\\d{2})$',
  },
  'meta.v1.FieldsV1': { 'x-kubernetes-preserve-unknown-fields': true },
  'resource.Quantity': {
    type: ['string', 'number', 'null'],
    format: 'quantity',
    pattern: '^\\s*[+-]?(\\d+\\.?\\d*|\\.\\d+)([numkMGTPE]|[KMGTPE]i|[eE][+-]?\\d+)?\\s*$',
  },
  'intstr.IntOrString': {
    type: ['integer', 'string', 'null'],
    format: 'int-or-string',
    ...integers.int32,
  },
};

function goNames(path: string): JsonSchema {
  const goType = fieldTypeOf.get(path);
  const embedded = embeddedIn.get(path);
  return {
    ...(goType ? { 'x-go-type': goType } : {}),
    ...(embedded ? { 'x-go-embedded': embedded } : {}),
  };
}

const fieldTypeOf = byField(fieldTypes);
const embeddedIn = byField(embeddedFields);

function byField(table: Readonly<Record<string, string>>): Map<string, string> {
  const found = new Map<string, string>();
  for (const [name, fields] of Object.entries(table)) {
    for (const field of fields.trim().split(/\s+/)) found.set(field, name);
  }
  return found;
}
