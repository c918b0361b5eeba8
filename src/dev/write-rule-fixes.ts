// Part of `npm run generate`, on its own because it needs the registry that was written before.
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { rules } from '../rules/index.ts';
import { ruleFixList } from './rule-fixes.ts';
import { ruleOptionList } from './rule-option-list.ts';

writeFileSync(resolve(import.meta.dirname, '../rules/fixes.ts'), ruleFixList(rules));
writeFileSync(resolve(import.meta.dirname, '../rules/options.ts'), ruleOptionList(rules));
