import { describe, expect, test } from '@jest/globals';
import { load } from '../../src/model/load.ts';
import { modelOf } from '../../src/model/model.ts';
import { examineIngresses } from '../../src/traffic/examine-ingresses.ts';

interface Path {
  readonly path: string;
  readonly pathType?: string;
}

function ingress(
  className: string,
  annotations: { readonly [key: string]: string },
  ...paths: readonly Path[]
): string {
  const backend = { service: { name: 'web', port: { number: 80 } } };
  return JSON.stringify({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name: 'web', annotations },
    spec: {
      ingressClassName: className,
      tls: [{ hosts: ['a.test'], secretName: 'cert' }],
      rules: [
        {
          host: 'a.test',
          http: { paths: paths.map(({ path, pathType = 'ImplementationSpecific' }) => ({ path, pathType, backend })) },
        },
      ],
    },
  });
}

/** What the controllers of the class hold against an Ingress: places, then reasons. */
function held(text: string): { refusals: string[]; objections: string[] } {
  const service = `{ apiVersion: v1, kind: Service, metadata: { name: web }, spec: { ports: [{ port: 80 }] } }`;
  const model = modelOf(load([{ path: 'set.yaml', text: `${text}\n---\n${service}` }]));
  const examinations = examineIngresses(model, model.ingresses.all);
  return {
    refusals: examinations
      .flatMap(({ refusals }) => refusals)
      .map(({ reason, because }) => `${because.at(-1)?.path.join('.')}: ${reason}`),
    objections: examinations
      .flatMap(({ objections }) => objections)
      .map(({ topic, stops, reason, because }) => `${topic} ${stops} ${because[0]?.path.join('.')}: ${reason}`),
  };
}

const first = 'spec.rules.0.http.paths.0';

describe('what a controller refuses of an Ingress', () => {
  test('HAProxy Ingress does not start with an expression that does not compile, said once', () => {
    const text = ingress(
      'haproxy',
      { 'haproxy-ingress.github.io/path-type': 'regex' },
      { path: '/codes/([a-z' },
      { path: '/' },
    );
    expect(held(text).refusals).toEqual([expect.stringMatching(`^${first}.path: HAProxy cannot compile .*codes`)]);
  });

  test.each(['server-alias-regex', 'redirect-from-regex'])('nor with one in %s', (name) => {
    const text = ingress('haproxy', { [`haproxy-ingress.github.io/${name}`]: '([a-z' }, { path: '/' });
    expect(held(text).refusals).toEqual([
      expect.stringMatching(`^metadata.annotations.haproxy-ingress.github.io/${name}: HAProxy cannot compile`),
    ]);
  });

  test('Contour ends the reading of a rule at an expression that does not compile', () => {
    const text = ingress('contour', {}, { path: '/codes/[a-z' }, { path: '/other' });
    expect(held(text).objections).toEqual([
      expect.stringMatching(`^other path ${first}.path: the regular expression /codes/\\[a-z does not compile`),
    ]);
  });

  test('Contour sets no TLS up after versions that contradict each other', () => {
    const prefix = 'projectcontour.io/tls-';
    const versions = { [`${prefix}minimum-protocol-version`]: '1.3', [`${prefix}maximum-protocol-version`]: '1.2' };
    expect(held(ingress('contour', versions, { path: '/' })).objections).toEqual([
      expect.stringMatching(`^other tls metadata.annotations.${prefix}minimum-protocol-version: its lowest`),
    ]);
  });

  test('Traefik leaves an Ingress out for a value, and a path for an expression', () => {
    const prefix = 'traefik.ingress.kubernetes.io/router.';
    expect(held(ingress('traefik', { [`${prefix}priority`]: 'high' }, { path: '/' })).objections).toEqual([
      `annotation ingress metadata.annotations.${prefix}priority: 'high' is no whole number`,
    ]);
    const text = ingress('traefik', { [`${prefix}pathmatcher`]: 'PathRegexp' }, { path: '/[a-z' }, { path: '/b' });
    expect(held(text).objections).toEqual([expect.stringMatching(`^other path ${first}: Go cannot compile`)]);
  });

  test('a name that Traefik does not know is for others to say', () => {
    expect(held(ingress('traefik', { 'traefik.ingress.kubernetes.io/router.prio': '1' }, { path: '/' }))).toEqual({
      refusals: [],
      objections: [],
    });
  });
});
