import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { type GraphOptions, graph, graphOfChanges, type PictureOptions, renderSvg } from 'ksvc';
import { layout } from '../../src/graph/layout/layout.ts';
import { present } from '../../src/graph/present.ts';

// A case is a directory: in.yaml, before.yaml where an earlier set is compared, what the graph of it is, where everything has its place, and the picture. A difference
// in graph.json is one of meaning, in drawing.json of layout, in out.svg alone of style. UPDATE=1 rewrites them.
const root = resolve(__dirname, '../../fixtures/graph');
const options: Readonly<Record<string, GraphOptions>> = {
  pods: { pods: true },
  policies: { policies: true },
  compared: { controller: 'ingress-nginx', compareWith: 'traefik' },
  folded: { maxNodes: 12 },
  'by-host': { groupBy: 'host' },
  'by-controller': { groupBy: 'controller' },
  around: { around: 'svc/orders/api', depth: 2 },
  workload: { workload: 'deploy/orders/worker' },
};
const pictures: Readonly<Record<string, PictureOptions>> = {
  certificates: { linkBase: 'https://code.example.com/shop/blob/main' },
};

const schema = JSON.parse(readFileSync(resolve(root, '../../schemas/output/graph.json'), 'utf8'));
const validate = new Ajv2020({ strictRequired: false, allowUnionTypes: true }).compile(schema);

describe('pictures', () => {
  test.each(readdirSync(root).sort())('%s', (name) => {
    const text = readFileSync(join(root, name, 'in.yaml'), 'utf8');
    const earlier = join(root, name, 'before.yaml');
    const sources = [{ path: 'in.yaml', text }];
    const made = existsSync(earlier)
      ? graphOfChanges([{ path: 'before.yaml', text: readFileSync(earlier, 'utf8') }], sources, options[name])
      : graph(sources, options[name]);
    validate({ version: 1, ...made });
    expect(validate.errors).toBeNull();
    const picture = { title: name, ...pictures[name] };
    const drawing = layout(present(made, picture));
    compare(join(root, name, 'graph.json'), `${JSON.stringify(made, null, 1)}\n`);
    compare(join(root, name, 'drawing.json'), `${JSON.stringify(drawing, null, 1)}\n`);
    compare(join(root, name, 'out.svg'), renderSvg(made, picture));
  });
});

function compare(path: string, actual: string): void {
  if (process.env.UPDATE) writeFileSync(path, actual);
  expect(actual).toBe(existsSync(path) ? readFileSync(path, 'utf8') : undefined);
}
