// Part of `npm run generate`, on its own because it needs the registry that was written before.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { controllers } from '../traffic/controllers/index.ts';
import { controllerPages } from './controller-pages.ts';

const folder = resolve(import.meta.dirname, '../../docs/controllers');
const pages = controllerPages(controllers);
mkdirSync(folder, { recursive: true });
for (const file of readdirSync(folder)) if (!pages.has(file)) rmSync(join(folder, file));
for (const [file, text] of pages) writeFileSync(join(folder, file), text);
