// The tables of the migration guide are what diff says. What they say, and every sentence about a controller, is checked
// against recordings: answers of running proxies, and configurations that the controllers' own code made.
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { migrationRows, migrationTable } from '../../src/dev/migration-report.ts';
import { load } from '../../src/model/load.ts';
import type { ControllerId } from '../../src/traffic/controllers/define-controller.ts';
import type { Outcome } from '../../src/traffic/outcome.ts';
import { instructions, type Recorded, type Seen, statements } from './migration-statements.ts';
import { type Answers, observedIn } from './observations.ts';

const root = resolve(__dirname, '../..');
const guide = join(root, 'docs/guide/migrate-from-ingress-nginx.md');
const text = readFileSync(guide, 'utf8');
const manifests = 'fixtures/projects/migrate/ingresses.yaml';
const cluster = load([{ path: manifests, text: readFileSync(join(root, manifests), 'utf8') }], { complete: true });

test('shows the report to each controller', () => {
  const shown = text.replace(
    /(<!-- report:([\w-]+) -->\n)[\s\S]*?(<!-- \/report -->)/g,
    (_all, start: string, id: string, end: string) =>
      `${start}\n${migrationTable(migrationRows(cluster, 'ingress-nginx', id))}\n\n${end}`,
  );
  if (process.env.UPDATE) writeFileSync(guide, shown);
  else expect(text).toBe(shown);
});

/** The prose of each section by the controller of its table; what stands before the first is of none. */
const sections = text.split(/^#{3,4} .*$/m).map((section) => ({
  id: /<!-- report:([\w-]+) -->/.exec(section)?.[1] as ControllerId | undefined,
  prose: section
    .replace(/<!-- report[\s\S]*?\/report -->/g, '')
    .replace(/^#.*$|^\d\. /gm, '')
    .replace(/\s+/g, ' '),
}));

describe('every sentence', () => {
  test('has something that shows it, or is about no controller', () => {
    const known = [...statements.map((statement) => statement.text), ...instructions].sort(
      (a, b) => b.length - a.length,
    );
    for (const { prose } of sections) {
      const rest = known.reduce((left, sentence) => left.replaceAll(sentence, ''), prose);
      expect(rest.trim()).toBe('');
    }
  });

  test.each(statements)('$text', ({ text: sentence, shownBy }) => {
    const where = sections.filter(({ prose }) => prose.includes(sentence));
    expect(where).not.toEqual([]);
    expect(shownBy).not.toEqual([]);
    for (const { id } of where) if (id) expect(shownBy.map(({ controller }) => controller)).toContain(id);
    for (const { controller, id, seen } of shownBy) {
      const { recorded, answers } = observedIn(controller, id);
      if (seen.what === 'recorded') {
        expect({ controller, id, holds: seen.holds(recorded as Recorded) }).toEqual({ controller, id, holds: true });
        continue;
      }
      const found = answers(seen.request);
      expect({ controller, id, request: seen.request, ...found }).toEqual({
        controller,
        id,
        request: seen.request,
        ...expected(seen),
      });
    }
  });
});

function expected(seen: Exclude<Seen, { readonly what: 'recorded' }>): Answers {
  if (seen.what === 'chance') return { recorded: 'chance', ours: 'chance' };
  if (seen.what === 'refused') return { recorded: seen.reason, ours: 'not-serving' };
  return { recorded: seen.answer, ours: seen.answer };
}

/** The recorded case in which each controller was asked what a row is about, and the request that stands for *same*. */
const rows: Readonly<Record<string, readonly [id: string, request: string]>> = {
  account: ['tls-basic', 'http://a.example.com/'],
  admin: ['nginx-whitelist', 'http://a.example.com/ from 10.201.0.1'],
  api: ['nginx-rewrite-capture-useregex', 'http://a.example.com/foo/bar'],
  feed: ['nginx-cors', 'OPTIONS http://a.example.com/'],
  legacy: ['nginx-rewrite-root', 'http://a.example.com/foo'],
  night: ['nginx-default-backend-annotation', 'http://a.example.com/'],
  plain: ['tls-ssl-redirect-false', 'http://a.example.com/'],
  secure: ['tls-force-ssl-redirect-notls', 'http://a.example.com/'],
  shop: ['canary-header', 'http://a.example.com/'],
  'shop-next': ['canary-header', 'http://a.example.com/'],
  www: ['nginx-from-to-www', 'http://www.example.com/x'],
};
const others = sections.flatMap(({ id }) => id ?? []);

test('has a section for every other controller', () => {
  expect(others).toHaveLength(10);
});

describe.each(others)('what %s does', (id) => {
  const found = migrationRows(cluster, 'ingress-nginx', id);

  test.each(Object.entries(rows))('with %s was seen', (ingress, [caseId, request]) => {
    const [nginx, other] = [observedIn('ingress-nginx', caseId), observedIn(id, caseId)];
    const pairOf = (text: string): string =>
      `${kindOfRecorded(nginx.answers(text).recorded)} → ${kindOfRecorded(other.answers(text).recorded)}`;
    const row = found.find((each) => each.ingress === ingress);
    if (row?.difference) {
      const { before, after } = row.difference;
      const pair = `${kindOf(before.outcome)} → ${kindOf(after.outcome)}`;
      expect(other.requests.map(pairOf)).toContain(exceptions[`${id} ${pair}`] ?? pair);
    } else {
      const [before, after] = pairOf(request).split(' → ');
      expect(after).toBe(before);
    }
  });
});

/**
 * In the recorded cases a host stands alone: where no other host is served on port 80 nothing listens there, else it is a
 * 404. Whether targets are healthy was not looked at for load balancers of AWS and Google.
 */
const exceptions: Readonly<Record<string, string>> = {
  'agic 308 → 404': '308 → refused',
  'agic served → 404': 'served → refused',
  'alb served → 503': 'served → served',
  'gce served → 503': 'served → served',
};

function kindOfRecorded(text: string): string {
  if (/^[^ ]+\/[^ ]+:\S+/.test(text)) return 'served';
  if (/does not allow the path/.test(text)) return 'not-serving';
  return text === 'chance' ? 'unknown' : (/^\d+/.exec(text)?.[0] ?? text);
}

function kindOf(outcome: Outcome): string {
  if (outcome.kind === 'delivered') return 'served';
  return 'status' in outcome ? String(outcome.status) : outcome.kind;
}
