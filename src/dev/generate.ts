// `npm run generate`: rewrites what is made from names of files, rules, schemas and imports. Tests compare it.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { architectureDiagram } from './architecture-diagram.ts';
import { browserScriptModule } from './browser-script.mjs';
import { controllerRegistry } from './controller-registry.ts';
import { graphPictures } from './graph-pictures.ts';
import { ruleIdList, ruleRegistry } from './registry.ts';

const root = resolve(import.meta.dirname, '../..');
writeFileSync(join(root, 'src/rules/index.ts'), ruleRegistry(root));
writeFileSync(join(root, 'src/rules/ids.ts'), ruleIdList(root));
writeFileSync(join(root, 'src/traffic/controllers/index.ts'), controllerRegistry(root));
writeFileSync(join(root, 'src/page/generated/browser-script.ts'), await browserScriptModule());
// In a process of its own: this one was bundled with the registry as it was before.
execFileSync(process.execPath, ['src/dev/run.mjs', 'src/dev/write-rule-fixes.ts'], { cwd: root, stdio: 'inherit' });
execFileSync(process.execPath, ['src/dev/run.mjs', 'src/dev/write-rule-pages.ts'], { cwd: root, stdio: 'inherit' });
execFileSync(process.execPath, ['src/dev/run.mjs', 'src/dev/write-controller-pages.ts'], {
  cwd: root,
  stdio: 'inherit',
});
execFileSync(process.execPath, ['src/dev/run.mjs', 'src/dev/write-config-schema.ts'], { cwd: root, stdio: 'inherit' });
execFileSync(process.execPath, ['src/dev/run.mjs', 'src/dev/schemas.ts'], { cwd: root, stdio: 'inherit' });
writeFileSync(join(root, 'docs/architecture.svg'), await architectureDiagram(root));
for (const [path, text] of graphPictures(root)) writeFileSync(join(root, path), text);
