// Part of `npm run generate`, on its own because it needs the registry that was written before.
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { rules } from '../rules/index.ts';
import { ruleFixList } from './rule-fixes.ts';

writeFileSync(resolve(import.meta.dirname, '../rules/fixes.ts'), ruleFixList(rules));
