// The tables of the migration guide are what diff says; what they say is checked against running controllers.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { migrationRows, migrationTable } from '../../src/dev/migration-report.ts';
import { load } from '../../src/model/load.ts';
import type { Outcome } from '../../src/traffic/outcome.ts';
import type { RecordedCase, RecordedRequest } from '../traffic/controllers/recorded.ts';

const root = resolve(__dirname, '../..');
const guide = join(root, 'docs/guide/migrate-from-ingress-nginx.md');
const manifests = 'fixtures/projects/migrate/ingresses.yaml';
const cluster = load([{ path: manifests, text: readFileSync(join(root, manifests), 'utf8') }], { complete: true });

test('shows the report to each controller', () => {
  const text = readFileSync(guide, 'utf8');
  const shown = text.replace(
    /(<!-- report:([\w-]+) -->\n)[\s\S]*?(<!-- \/report -->)/g,
    (_all, start: string, id: string, end: string) =>
      `${start}\n${migrationTable(migrationRows(cluster, 'ingress-nginx', id))}\n\n${end}`,
  );
  if (process.env.UPDATE) writeFileSync(guide, shown);
  else expect(text).toBe(shown);
});

/** The recorded case in which running controllers were asked the same. */
const cases: Readonly<Record<string, string>> = {
  account: 'tls-basic',
  admin: 'nginx-whitelist',
  start: 'nginx-app-root',
  moved: 'nginx-permanent-redirect',
  www: 'nginx-from-to-www',
  secure: 'nginx-force-ssl-redirect',
  feed: 'nginx-cors',
  brand: 'nginx-server-alias',
  legacy: 'nginx-rewrite-root',
  api: 'nginx-rewrite-capture-useregex',
  catalog: 'nginx-useregex',
  reports: 'nginx-auth-basic',
  night: 'nginx-default-backend-annotation',
  vault: 'nginx-backend-https',
  upload: 'nginx-proxy-body-size',
};
const files: Readonly<Record<string, string>> = {
  contour: 'contour',
  haproxy: 'haproxytech',
  'haproxy-jcmoraisjr': 'haproxy-ingress',
  traefik: 'traefik',
  'traefik-strict-prefix': 'variants/traefik-strict-prefix',
  'traefik-ingress-nginx-provider': 'variants/traefik-ingress-nginx-provider',
};
const recordings = join(root, '../shared/oracle/routes');
const perController = existsSync(recordings) ? Object.entries(files) : [];

if (perController.length > 0) {
  const nginx = casesIn('ingress-nginx');
  describe.each(perController)('%s', (id, file) => {
    test('was seen to differ from ingress-nginx as the guide says', () => {
      const seen = casesIn(file);
      let checked = 0;
      for (const { ingress, difference } of migrationRows(cluster, 'ingress-nginx', id)) {
        const [before, after] = [nginx, seen].map((each) => each.get(cases[ingress] ?? '')?.requests);
        if (!difference || !before || !after) continue;
        const pairs = before.map((request, index) => `${kindOf(request)} → ${kindOf(after[index])}`);
        checked++;
        expect({ ingress, pairs }).toEqual({
          ingress,
          pairs: expect.arrayContaining([
            `${kindOfOutcome(difference.before.outcome)} → ${kindOfOutcome(difference.after.outcome)}`,
          ]),
        });
      }
      expect(checked).toBeGreaterThan(3);
    });
  });
}

function casesIn(file: string): Map<string, RecordedCase> {
  const text = gunzipSync(readFileSync(join(recordings, `${file}.jsonl.gz`))).toString('utf8');
  const all = text.split('\n').flatMap((line) => (line === '' ? [] : (JSON.parse(line) as RecordedCase)));
  return new Map(all.map((each) => [each.id, each]));
}

function kindOf(request: RecordedRequest | undefined): string {
  const { observed } = request ?? {};
  if (!observed) return 'nothing';
  if (observed.backend !== null && observed.backend !== undefined) return 'served';
  return observed.status === 0 ? 'refused' : String(observed.status);
}

function kindOfOutcome(outcome: Outcome): string {
  if (outcome.kind === 'delivered') return 'served';
  return 'status' in outcome ? String(outcome.status) : outcome.kind;
}
