/** The JSON Schema keywords that the schemas of kinds use. */
export interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: JsonSchema | false;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly $ref?: string;
  readonly 'x-go-type'?: string;
  readonly 'x-go-embedded'?: string;
  readonly 'x-kubernetes-preserve-unknown-fields'?: true;
}

/** The schema of one kind, as it stands in schemas/k8s. */
export interface KindSchema {
  readonly $schema: string;
  readonly 'x-kubernetes-api-version': string;
  readonly 'x-kubernetes-kind': string;
  readonly allOf: readonly [{ readonly $ref: string }];
  readonly definitions: Readonly<Record<string, JsonSchema>>;
}

/** The TypeScript module that src/api/schema reads types from; `src/api/schema/types.ts` explains the notation. */
export function typeTable(schemas: readonly KindSchema[], from: string): string {
  const kinds = new Map<string, string>();
  const types = new Map<string, string>();
  const goNames = new Map<string, string>();
  for (const schema of schemas) {
    const id = `${schema['x-kubernetes-api-version']}/${schema['x-kubernetes-kind']}`;
    kinds.set(id, nameOf(schema.allOf[0].$ref));
    for (const [name, definition] of Object.entries(schema.definitions)) {
      const fields = fieldsOf(name, definition);
      if ((types.get(name) ?? fields) !== fields) throw new Error(`the schemas disagree about ${name}`);
      types.set(name, fields);
      const names = goNamesOf(definition);
      if (names !== '') goNames.set(name, names);
    }
  }
  return `// Made from ${from} by src/dev/schemas.ts; src/api/schema/types.ts explains the notation.

/** The type of each kind, by apiVersion/kind. */
export const kinds: Readonly<Record<string, string>> = {
${sorted(kinds).map(propertyOf).join('')}};

/** A line for the fields of each type that has some. */
export const types = \`
${sorted(types).map(written).join('')}\`;

/** A line for each type with fields whose Go type does not follow from theirs, or that Go keeps in an embedded struct. */
export const goNames = \`
${sorted(goNames).map(written).join('')}\`;
`;
}

function sorted(entries: ReadonlyMap<string, string>): [string, string][] {
  return [...entries].sort(([a], [b]) => (a < b ? -1 : 1));
}

function propertyOf([key, text]: [string, string]): string {
  return `  '${key}': '${text}',\n`;
}

/** As src/api/schema/table.ts finds it. */
function written([name, words]: [string, string]): string {
  return words === '' ? '' : `${name} ${words}\n`;
}

function fieldsOf(name: string, definition: JsonSchema): string {
  const group = name.slice(0, name.lastIndexOf('.') + 1);
  return properties(definition)
    .map(([field, schema]) => {
      const code = codeOf(schema, group);
      return code === 's' ? field : `${field}:${code}`;
    })
    .join(' ');
}

function goNamesOf(definition: JsonSchema): string {
  return properties(definition)
    .filter(([, schema]) => schema['x-go-type'] ?? schema['x-go-embedded'])
    .map(([field, schema]) => {
      const embedded = schema['x-go-embedded'];
      return `${field}:${schema['x-go-type'] ?? ''}${embedded ? `^${embedded}` : ''}`;
    })
    .join(' ');
}

function properties(definition: JsonSchema): [string, JsonSchema][] {
  return Object.entries(definition.properties ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
}

function codeOf(schema: JsonSchema, group: string): string {
  if (schema['x-kubernetes-preserve-unknown-fields']) return 'j';
  const ref = schema.anyOf?.[0]?.$ref;
  if (ref) {
    const name = nameOf(ref);
    return name.startsWith(group) ? name.slice(group.length) : name;
  }
  if (schema.items && schema.format !== 'byte') return `[${codeOf(schema.items, group)}`;
  if (schema.additionalProperties) return `{${codeOf(schema.additionalProperties, group)}`;
  const code = codes[schema.format ?? schema.type?.[0] ?? ''];
  if (!code) throw new Error(`no code for ${JSON.stringify(schema)}`);
  return code;
}

const codes: Readonly<Record<string, string>> = {
  string: 's',
  boolean: 'b',
  int32: 'i',
  int64: 'l',
  byte: 'y',
  'date-time': 't',
  quantity: 'q',
  'int-or-string': 'x',
};

function nameOf(ref: string): string {
  return ref.slice(ref.lastIndexOf('/') + 1);
}
