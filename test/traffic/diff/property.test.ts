import { describe, expect, test } from '@jest/globals';
import { type Cluster, diff, load, type Outcome, type Request, trace } from 'ksvc';

// No difference means none that the models can see: random requests are asked against what diff says.
const hosts = ['a.example.com', '*.example.com', 'b.example.org', ''];
const paths = ['/', '/foo', '/foo/', '/foo/bar', '/Foo', '/fo'];
const types = ['Prefix', 'Exact', 'ImplementationSpecific'];
const controllers = ['ingress-nginx', 'spec', 'traefik-strict-prefix', 'traefik', 'contour'];
const asked = [
  'a.example.com',
  'c.example.com',
  'd.c.example.com',
  'b.example.org',
  'example.com',
  'A.example.com',
  'x.y',
];
const targets = [
  '/',
  '/foo',
  '/foo/',
  '/foox',
  '/foo/bar',
  '/foo/barx',
  '/FOO',
  '//foo',
  '/./foo',
  '/foo%2fbar',
  '/fo',
  '/q?x=1',
];

/** Numbers that look random and are the same at every run (Numerical Recipes' generator). */
function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function pick<T>(list: readonly T[], next: (below: number) => number): T {
  return list[next(list.length)] as T;
}

function ingress(next: (below: number) => number, index: number): string {
  const rules = Array.from({ length: 1 + next(2) }, () => {
    const own = Array.from({ length: 1 + next(2) }, () => {
      const backend = `{ service: { name: ${pick(['web', 'cart'], next)}, port: { number: 80 } } }`;
      return `{ path: '${pick(paths, next)}', pathType: ${pick(types, next)}, backend: ${backend} }`;
    });
    const host = pick(hosts, next);
    return `{ ${host === '' ? '' : `host: '${host}', `}http: { paths: [${own.join(', ')}] } }`;
  });
  return `apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: i${index}, creationTimestamp: '2024-01-0${index + 1}T00:00:00Z' }\nspec: { rules: [${rules.join(', ')}] }\n`;
}

const services = ['web', 'cart'].map(
  (name) =>
    `apiVersion: v1\nkind: Service\nmetadata: { name: ${name} }\nspec: { selector: { app: ${name} }, ports: [{ port: 80 }] }\n---\n` +
    `apiVersion: v1\nkind: Pod\nmetadata: { name: ${name}, labels: { app: ${name} } }\nspec: { containers: [{ name: c, image: i }] }\n`,
);

function randomSet(next: (below: number) => number, className: string): Cluster {
  const ingressClass = `apiVersion: networking.k8s.io/v1\nkind: IngressClass\nmetadata: { name: own, annotations: { ingressclass.kubernetes.io/is-default-class: 'true' } }\nspec: { controller: ${className} }\n`;
  const parts = [...Array.from({ length: 1 + next(2) }, (_each, index) => ingress(next, index)), ...services];
  return load([{ path: 'a.yaml', text: [ingressClass, ...parts].join('---\n') }], { complete: true });
}

function textOf(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'delivered':
      return `${outcome.backend} ${outcome.upstream.path}`;
    case 'redirected':
      return `${outcome.status} ${outcome.location}`;
    case 'answered':
      return String(outcome.status);
    default:
      return outcome.kind;
  }
}

describe('where diff says that nothing differs', () => {
  test('no random request is answered differently by two sets', () => {
    const next = generator(7);
    let silent = 0;
    for (let round = 0; round < 120; round++) {
      const seed = next(2 ** 20);
      const [before, after] = [
        randomSet(generator(seed), 'k8s.io/ingress-nginx'),
        randomSet(generator(seed + next(3)), 'k8s.io/ingress-nginx'),
      ];
      const id = pick(controllers.slice(0, 2), next);
      const { differences, unknown } = diff(before, after, { controllers: [id, id] });
      if (differences.length + unknown.length > 0) continue;
      silent++;
      expectSame([before, id], [after, id], next, 40);
    }
    expect(silent).toBeGreaterThan(20);
  });

  test('no random request is answered differently by two controllers', () => {
    const next = generator(11);
    for (let round = 0; round < 60; round++) {
      const set = randomSet(next, 'k8s.io/ingress-nginx');
      const [first, second] = [pick(controllers, next), pick(controllers, next)];
      const { differences, unknown } = diff(set, set, { controllers: [first, second] });
      if (differences.length + unknown.length > 0) continue;
      expectSame([set, first], [set, second], next, 40);
    }
  });
});

function expectSame(
  one: [Cluster, string],
  other: [Cluster, string],
  next: (below: number) => number,
  times: number,
): void {
  for (let count = 0; count < times; count++) {
    const request: Request = {
      scheme: pick(['http', 'https'] as const, next),
      host: pick(asked, next),
      path: pick(targets, next),
    };
    const [b, a] = [one, other].map(([set, controller]) => textOf(trace(set, request, { controller }).outcome));
    expect({ request, answer: a }).toEqual({ request, answer: b });
  }
}
