import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import fc, { type Arbitrary } from 'fast-check';
import { decodeValue } from '../../src/api/decode.ts';
import type { JsonSchema, KindSchema } from '../../src/dev/type-table.ts';
import type { Json } from '../../src/objects/kube-object.ts';
import { decodeText } from './decode-text.ts';

const folder = join(import.meta.dirname, '../../schemas/k8s/1.37');
const schemas = readdirSync(folder).map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as KindSchema);

/** Values that fit in few places. */
const strange: Arbitrary<unknown> = fc.constantFrom<unknown>(
  ...[true, 1, -1.5, 2 ** 31, 2 ** 63, 1e21, 'x', '', '80', [], [1], ['a'], {}, { a: 1 }, { a: 'b' }, null, [null]],
  ...['2024-01-01T00:00:00Z', '2024-13-01T00:00:00Z', 'aGVsbG8=', 'aGVsbG8', '100m', '1.5Gi', '1 Gi'],
);

const texts: Readonly<Record<string, readonly string[]>> = {
  'date-time': ['2024-01-01T00:00:00Z', '2024-12-31T23:59:59.5+01:00'],
  byte: ['aGVsbG8=', ''],
  quantity: ['100m', '1Gi', '0'],
  'int-or-string': ['http', '80'],
};

type Draw = <T, Args extends unknown[]>(make: (...args: Args) => Arbitrary<T>, ...args: Args) => T;

/** Draws a value that the schema accepts, with something strange in about every fiftieth place. */
function drawValue(schema: JsonSchema, kind: KindSchema, draw: Draw, depth: number): unknown {
  if (draw(fc.nat, { max: 49 }) === 0) return draw(() => strange);
  const ref = schema.$ref ?? schema.anyOf?.[0]?.$ref;
  if (ref) {
    const definition = kind.definitions[ref.slice('#/definitions/'.length)];
    return definition ? drawObject(definition, kind, draw, depth) : null;
  }
  if (schema.format && texts[schema.format]) return draw(() => fc.constantFrom(...(texts[schema.format ?? ''] ?? [])));
  if (schema.items) return drawMany(draw, () => drawValue(schema.items ?? {}, kind, draw, depth + 1));
  if (schema.additionalProperties) {
    const values = drawMany(draw, () => drawValue(schema.additionalProperties || {}, kind, draw, depth + 1));
    return Object.fromEntries(values.map((value, at) => [`key${at}`, value]));
  }
  switch (schema.type?.[0]) {
    case 'boolean':
      return draw(fc.boolean);
    case 'integer':
      return draw(fc.integer, { min: 0, max: 70000 });
    default:
      return draw(() => fc.constantFrom('a', '', 'true', '5', 'two\nlines'));
  }
}

function drawObject(schema: JsonSchema, kind: KindSchema, draw: Draw, depth: number): unknown {
  const object: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(schema.properties ?? {})) {
    if (draw(fc.nat, { max: 2 * depth + 1 }) === 0) object[name] = drawValue(field, kind, draw, depth + 1);
  }
  if (draw(fc.nat, { max: 49 }) === 0) object[draw(() => fc.constantFrom('ports', 'Name', 'bogus', 'é'))] = 1;
  return object;
}

function drawMany<T>(draw: Draw, one: () => T): T[] {
  return Array.from({ length: draw(fc.nat, { max: 2 }) }, one);
}

describe('decoding agrees with the JSON Schema about a random', () => {
  for (const schema of schemas) {
    const apiVersion = schema['x-kubernetes-api-version'];
    const kind = schema['x-kubernetes-kind'];
    test(`${apiVersion} ${kind}`, () => {
      const accepts = new Ajv({ strict: false, validateFormats: false, inlineRefs: false }).compile(
        withoutRequired(schema),
      );
      let refused = 0;
      fc.assert(
        fc.property(fc.gen(), (draw) => {
          const definition = schema.definitions[schema.allOf[0].$ref.slice('#/definitions/'.length)] ?? {};
          const drawn = drawObject(definition, schema, draw as Draw, 0) as Record<string, unknown>;
          const object = { ...drawn, apiVersion, kind };
          const { types, strict, value } = decodeText(JSON.stringify(object));
          if (types.length + strict.length > 0) refused++;
          expect(types.length + strict.length === 0).toBe(accepts(object));
          // The short way, of values without positions, takes what is right and nothing else.
          const short = decodeValue(structuredClone(object) as Record<string, Json>, apiVersion, kind, () => undefined);
          if (short || !JSON.stringify(object).includes('[1]'))
            expect(short?.value).toEqual(accepts(object) ? value : undefined);
          if (short) expect(short).toEqual({ known: true, value, types: [], strict: [] });
        }),
        { numRuns: 150, seed: 37 },
      );
      // Both outcomes must occur, else the comparison says nothing.
      expect(refused).toBeGreaterThan(10);
      expect(refused).toBeLessThan(140);
    });
  }
});

/** A field that is missing is no matter of decoding. */
function withoutRequired(schema: KindSchema): object {
  return JSON.parse(
    JSON.stringify(schema, (key, value) => (key === 'required' && Array.isArray(value) ? undefined : value)),
  );
}
