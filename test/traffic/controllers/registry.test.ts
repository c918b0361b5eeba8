import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { controllerIds, controllerRegistry } from '../../../src/dev/controller-registry.ts';
import { controllers } from '../../../src/traffic/controllers/index.ts';

const root = join(import.meta.dirname, '../../..');

test('the registry is what its generator writes', () => {
  expect(readFileSync(join(root, 'src/traffic/controllers/index.ts'), 'utf8')).toBe(controllerRegistry(root));
});

test('a controller has the name of its file', () => {
  expect(controllers.map(({ id }) => id)).toEqual(controllerIds(root));
});
