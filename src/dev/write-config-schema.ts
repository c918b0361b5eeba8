// Writes schemas/config.json: `node src/dev/run.mjs src/dev/write-config-schema.ts`.
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { commandSpecs } from '../cli/options.ts';
import { configSchema } from './config-schema.ts';

writeFileSync(
  join(resolve(import.meta.dirname, '../..'), 'schemas/config.json'),
  configSchema(commandSpecs.lint.formats),
);
