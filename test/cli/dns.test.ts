import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { run } from './run.ts';
import { memoryFileSystem } from './test-io.ts';

const repository = resolve(__dirname, '../..');
const schema = JSON.parse(readFileSync(join(repository, 'schemas/output/dns.json'), 'utf8'));
const validate = new Ajv2020().compile(schema);
const manifests = readFileSync(join(repository, 'fixtures/cli/dns-answer/shop.yaml'), 'utf8');

async function look(...words: string[]): Promise<{ exit: number; stdout: string; stderr: string }> {
  const fs = memoryFileSystem({ '/project/shop.yaml': manifests });
  const { exit, stdout, stderr } = await run(['dns', ...words], { fs });
  return { exit, stdout, stderr };
}

describe('dns -o json has the shape that is promised', () => {
  test.each([
    ['web.shop', 0],
    ['web --from shop', 0],
    ['db.shop --type SRV', 0],
    ['billing.shop', 0],
    ['10.96.0.7', 0],
    ['dns-version.cluster.local. --type TXT', 0],
    ['cluster.local. --type SOA', 0],
    ['web.shop --type AAAA', 1],
    ['gone --from shop', 1],
    ['gone.shop.svc.cluster.local.', 1],
    ['example.com', 3],
    ['api.other', 3],
    ['web.shop --from outside', 3],
    ['10.96.0.9', 3],
  ])('%s: exit code %i', async (line, code) => {
    const { exit, stdout, stderr } = await look(...line.split(' '), 'shop.yaml', '-o', 'json');
    const output: unknown = JSON.parse(stdout);
    validate(output);
    expect({ errors: validate.errors, stderr, exit }).toEqual({ errors: null, stderr: '', exit: code });
  });

  test('another shape is refused', () => {
    const good = { version: 1, query: { name: 'a' }, rcode: 'NXDOMAIN', answers: [], needs: [] };
    const question = { name: 'a.', type: 'A', rcode: 'NXDOMAIN' };
    expect(validate({ ...good, asked: [question] })).toBe(true);
    expect(validate({ ...good, asked: [] })).toBe(false);
    expect(validate({ ...good, asked: [question], answers: ['a A'] })).toBe(false);
  });
});

describe('a missing input', () => {
  test('is wrong usage, whatever the answer', async () => {
    for (const name of ['web.shop', 'gone.shop', 'example.com']) {
      const { exit } = await look(name, 'shop.yaml', 'missing.yaml');
      expect({ name, exit }).toEqual({ name, exit: 2 });
    }
  });
});
