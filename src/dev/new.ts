// `npm run new rule <id>`: writes a rule with examples to fill in, and puts it into the registry.
import { existsSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ruleIdList, ruleRegistry } from './registry.ts';
import { ruleSkeleton } from './rule-skeleton.ts';

const root = resolve(import.meta.dirname, '../..');
const [what, id, ...rest] = process.argv.slice(2);
process.exitCode = create();

function create(): number {
  if (what !== 'rule' || id === undefined || rest.length > 0 || !/^[a-z0-9]+(-[a-z0-9]+)+$/.test(id)) {
    process.stderr.write('usage: npm run new rule <subject>-<what-is-wrong>\n');
    return 2;
  }
  const file = join(root, 'src/rules', `${id}.ts`);
  if (existsSync(file)) {
    process.stderr.write(`src/rules/${id}.ts exists already\n`);
    return 1;
  }
  writeFileSync(file, ruleSkeleton(id));
  writeFileSync(join(root, 'src/rules/index.ts'), ruleRegistry(root));
  writeFileSync(join(root, 'src/rules/ids.ts'), ruleIdList(root));
  process.stdout.write(
    `src/rules/${id}.ts is ready to be filled in; then:\n  npx jest test/rules\n  UPDATE=1 npx jest test/docs-rules\n`,
  );
  return 0;
}
