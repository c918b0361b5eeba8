import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Comparison } from '../traffic/controllers/compiled.ts';
import { type AgicCase, compareAgic } from '../traffic/controllers/compiled-agic.ts';
import { type AlbCase, compareAlb } from '../traffic/controllers/compiled-alb.ts';
import { compareGce, type GceCase } from '../traffic/controllers/compiled-gce.ts';
import { compareKong, type KongCase } from '../traffic/controllers/compiled-kong.ts';
import { type Agreement, type Exam, tally } from './exam.ts';

/** How the cases of each file are compared. */
const files: readonly (readonly [name: string, compare: (line: string) => Comparison[]])[] = [
  ['alb', (line) => compareAlb(JSON.parse(line) as AlbCase)],
  ['gce', (line) => compareGce(JSON.parse(line) as GceCase)],
  ['agic', (line) => compareAgic(JSON.parse(line) as AgicCase)],
  ['kong', (line) => compareKong(JSON.parse(line) as KongCase)],
];

/** What the packages of controllers compiled whose load balancers cannot run here. */
export const compiledRoutes: Exam = {
  name: 'routes-compiled',
  subject: 'configuration that the controllers’ packages compiled, and the answers that follow from it',
  run(folder): Agreement[] {
    const { add, agreements } = tally();
    for (const [name, compare] of files) {
      const path = join(folder, `${name}.jsonl.gz`);
      if (!existsSync(path)) continue;
      for (const line of gunzipSync(readFileSync(path)).toString('utf8').split('\n')) {
        if (line === '') continue;
        for (const { what, id, recorded, ours } of compare(line)) {
          add(`${name} ${what}`, id, recorded === ours, () => `recorded ${recorded}, ours ${ours}`);
        }
      }
    }
    return agreements();
  },
};
