import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { controllers } from '../../../src/traffic/controllers/index.ts';
import { answerTo, recordedControllers } from '../../../src/traffic/profile/profile.ts';
import { questions } from '../../../src/traffic/profile/questions.ts';
import type { RecordedCase, RecordedRequest } from '../controllers/recorded.ts';

const root = resolve(__dirname, '../../..');
/** Files of all recordings, where they are at hand; else the part of them that comes along. */
const files: Readonly<Record<string, string>> = {
  haproxy: 'haproxytech',
  'haproxy-jcmoraisjr': 'haproxy-ingress',
  'traefik-strict-prefix': 'variants/traefik-strict-prefix',
  'traefik-ingress-nginx-provider': 'variants/traefik-ingress-nginx-provider',
};

function casesOf(id: string): RecordedCase[] {
  const whole = join(root, '../shared/oracle/routes', `${files[id] ?? id}.jsonl.gz`);
  const text = existsSync(whole)
    ? gunzipSync(readFileSync(whole)).toString('utf8')
    : readFileSync(join(root, 'fixtures/traffic', `${id}.jsonl`), 'utf8');
  return text.split('\n').flatMap((line) => (line === '' ? [] : (JSON.parse(line) as RecordedCase)));
}

/** `served`, `308`, `404`, `refused`: what two questions with other names have in common. */
function kindOf({ observed }: RecordedRequest): string {
  if (!observed) return 'not-serving';
  if (observed.backend !== null && observed.backend !== undefined) return 'served';
  return observed.status === 0 ? 'refused' : String(observed.status);
}

function kindOfAnswer(answer: string): string {
  return answer.includes('/') && !/^\d/.test(answer) ? 'served' : (answer.split(' ')[0] ?? '');
}

describe.each(controllers.filter(({ id }) => recordedControllers.has(id)).map((each) => [each.id, each] as const))(
  '%s',
  (id, controller) => {
    const cases = casesOf(id);

    test('answers the questions of its page as the running controller did', () => {
      let found = 0;
      for (const question of questions) {
        const { recorded } = question;
        const requests = cases.find((each) => each.id === recorded?.case)?.requests ?? [];
        const seen = requests.find(
          ({ scheme, host, path, method = 'GET', sni, headers }) =>
            `${method === 'GET' ? '' : `${method} `}${scheme}://${host}${path}` === recorded?.request &&
            sni === undefined &&
            headers === undefined,
        );
        if (!seen) continue;
        found++;
        expect(`${question.id}: ${kindOfAnswer(answerTo(controller, question))}`).toBe(
          `${question.id}: ${kindOf(seen)}`,
        );
      }
      expect(found).toBeGreaterThan(5);
    });
  },
);
