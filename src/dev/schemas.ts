// Writes schemas/k8s/<minor>/*.json from the OpenAPI document of a Kubernetes release, and the type tables of src/api
// from those files: `node src/dev/run.mjs src/dev/schemas.ts [--check] [openapi.json]`.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { kindSchemas, type OpenApi } from './kind-schemas.ts';
import { type KindSchema, typeTable } from './type-table.ts';

const root = resolve(import.meta.dirname, '../..');
const minor = '1.37';
const schemaFolder = join(root, 'schemas/k8s', minor);
const tableFile = join(root, 'src/api/generated', `table-${minor.replace('.', '-')}.ts`);

const { argv } = process;
const check = argv.includes('--check');
const openapiFile = resolve(
  argv.slice(2).find((word) => !word.startsWith('-')) ?? join(root, '../shared/openapi/k8s-1.37.2.json'),
);

const stale: string[] = [];
if (existsSync(openapiFile)) {
  const openapi = JSON.parse(readFileSync(openapiFile, 'utf8')) as OpenApi;
  for (const [name, schema] of kindSchemas(openapi)) {
    emit(join(schemaFolder, name), `${JSON.stringify(schema, null, 1)}\n`);
  }
}
const schemas = readdirSync(schemaFolder).map(
  (name) => JSON.parse(readFileSync(join(schemaFolder, name), 'utf8')) as KindSchema,
);
emit(tableFile, typeTable(schemas, `schemas/k8s/${minor}`));

if (stale.length > 0) {
  process.stderr.write(`${stale.join('\n')}\nout of date: node src/dev/run.mjs src/dev/schemas.ts\n`);
  process.exitCode = 1;
}

function emit(file: string, text: string): void {
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return;
  if (check) {
    stale.push(file.slice(root.length + 1));
    return;
  }
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
