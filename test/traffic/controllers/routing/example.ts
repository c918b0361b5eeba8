import { load } from '../../../../src/model/load.ts';
import { modelOf } from '../../../../src/model/model.ts';
import type { Controller } from '../../../../src/traffic/controllers/define-controller.ts';
import { controllers } from '../../../../src/traffic/controllers/index.ts';
import { answerText } from '../../../../src/traffic/ingress/answer-text.ts';
import { httpRequest, type Request } from '../../../../src/traffic/request.ts';
import { decisionsFor } from '../../../../src/traffic/serving.ts';
import { ingressClass, type Manifest, withServices } from './objects.ts';

/** A controller that examples ask. */
export type Column =
  | 'ingress-nginx'
  | 'traefik'
  | 'haproxy'
  | 'haproxy-jcmoraisjr'
  | 'contour'
  | 'traefik-strict-prefix'
  | 'traefik-ingress-nginx-provider';

/** The columns of an example's answers, in order. */
export const columns: readonly Column[] = [
  'ingress-nginx',
  'traefik',
  'haproxy',
  'haproxy-jcmoraisjr',
  'contour',
  'traefik-strict-prefix',
  'traefik-ingress-nginx-provider',
];

/**
 * Objects, and what each controller answers to requests: a backend of namespace `default` and port 80 by its name, with
 * `@host` and path only where they are not the ones that were sent; `a or b` where it is left to chance; `-` where it
 * does not matter.
 */
export interface Example {
  readonly objects: readonly Manifest[];
  readonly asks: readonly Ask[];
}

/**
 * A request (`PUT http://…` for other methods than GET), and the answers as `nginx | traefik | …`. `TLS https://…` asks
 * for the certificate instead: a Secret of namespace `default` by its name, `own` for the controller's.
 */
export type Ask = readonly [request: string | Request, answers: string];

/** Examples by the id of the fact that they show. */
export type Examples = Readonly<Record<string, Example>>;

/** An example: objects, then requests with their answers. Services that the objects lack exist and have an endpoint. */
export function example(objects: readonly Manifest[], ...asks: readonly Ask[]): Example {
  return { objects, asks };
}

/** An example of one controller alone. */
export function exampleOf(column: Column, objects: readonly Manifest[], ...asks: readonly Ask[]): Example {
  const before = '- | '.repeat(columns.indexOf(column));
  return example(objects, ...asks.map(([request, answer]): Ask => [request, before + answer]));
}

/** What an example expects, `-` left out: request, then answers by controller. */
export function expectedOf({ asks }: Example): Answers {
  return answersOf(asks, (_column, _request, expected) => (expected === '-' ? undefined : expected));
}

/** What the controllers answer, where the example expects something. */
export function answeredOf({ objects, asks }: Example): Answers {
  const asked = new Map<Column, Asker>();
  return answersOf(asks, (column, request, expected, aboutTls) => {
    if (expected === '-') return undefined;
    const ask = asked.get(column) ?? asker(column, objects);
    asked.set(column, ask);
    return ask(request, aboutTls);
  });
}

type Answers = Readonly<Record<string, Readonly<Partial<Record<Column, string>>>>>;

function answersOf(
  asks: readonly Ask[],
  answer: (column: Column, request: Request, expected: string, aboutTls: boolean) => string | undefined,
): Answers {
  return Object.fromEntries(
    asks.map(([request, text]) => {
      const expected = text.split('|').map((each) => each.trim());
      const answers = columns.flatMap((column, index) => {
        const aboutTls = typeof request === 'string' ? request.startsWith('TLS ') : request.method === 'TLS';
        const given = answer(column, requestOf(request), expected[index] ?? '-', aboutTls);
        return given === undefined ? [] : [[column, given]];
      });
      return [typeof request === 'string' ? request : JSON.stringify(request), Object.fromEntries(answers)];
    }),
  );
}

function requestOf(request: string | Request): Request {
  if (typeof request !== 'string') return request;
  const [first = '', second] = request.split(' ');
  const asked = { url: second ?? first, clientIp: '192.0.2.7' };
  return second === undefined || first === 'TLS' ? asked : { ...asked, method: first };
}

type Asker = (request: Request, aboutTls: boolean) => string;

function asker(column: Column, objects: readonly Manifest[]): Asker {
  const controller = controllers.find(({ id }) => id === column);
  if (!controller) throw new Error(`there is no controller ${column}`);
  const own = controller.classNames[0] ?? '';
  const hasOwn = objects.some(({ kind, metadata }) => kind === 'IngressClass' && metadata.name === 'OWN');
  const text = [...(hasOwn ? [] : [ingressClass('OWN', 'OWN-CONTROLLER')]), ...withServices(objects)]
    .map((object) => JSON.stringify(object).replaceAll('OWN-CONTROLLER', controller.controllerNames[0] ?? ''))
    .map((object) => object.replaceAll('OWN', own))
    .join('\n---\n');
  const model = modelOf(load([{ path: 'set.yaml', text }], { complete: true }));
  const taken = decisionsFor(controller, model).taken.map(({ ingress }) => ingress);
  const table = controller.compile(model, taken);
  return (request, aboutTls) =>
    aboutTls ? certificateOf(controller, table, request) : answerTo(controller, table, request);
}

function certificateOf(controller: Controller, table: unknown, request: Request): string {
  const asked = httpRequest({ ...request, method: 'GET' });
  const certificate = asked && controller.answer(table, asked).certificate;
  return certificate ? (certificate.secret?.replace(/^default\//, '') ?? 'own') : 'none';
}

function answerTo(controller: Controller, table: unknown, request: Request): string {
  const asked = httpRequest(request);
  if (!asked) return 'no request';
  const answer = controller.answer(table, asked);
  if (answer.kind === 'forward') {
    const [backend = '', path] = short(answerText(answer)).split(' ');
    const { host } = answer.upstream;
    const named = host === asked.host ? backend : `${backend}@${host}`;
    return path === asked.target ? named : `${named} ${path}`;
  }
  const { outcome } = answer;
  if (outcome.kind !== 'unknown') return answerText(answer);
  const { candidates, needs } = outcome;
  return candidates ? [...candidates].map(short).sort().join(' or ') : `unknown: ${needs.join('; ')}`;
}

function short(backend: string): string {
  return backend.replace(/^default\//, '').replace(/:80(?= |$)/, '');
}
