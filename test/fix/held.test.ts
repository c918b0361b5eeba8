import { describe, expect, test } from '@jest/globals';
import { fix, lint } from '../../src/index.ts';

const service = (name: string, type: string): string => `apiVersion: v1
kind: Service
metadata: {name: ${name}}
spec:
  type: ${type}
  selector: {app: ${name}}
  ports: [{port: 80, targetPort: 8080}]
`;
const ingress = (name: string, path: string): string => `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: ${name}}
spec:
  ingressClassName: nginx
  defaultBackend: {service: {name: web, port: {number: 80}}}
  rules:
    - host: https://${name}.example.com${path}
`;
const fixed = (text: string): ReturnType<typeof fix> => fix([{ path: 'a.yaml', text }]);
const titles = (of: readonly { readonly title: string }[]): string[] => of.map(({ title }) => title);

describe('a fix that does harm in these files', () => {
  test('is held back alone, with what it would bring up', () => {
    const text = [service('web', 'Nodeport'), ingress('shop', ''), service('api', 'clusterip')].join('---\n');
    const result = fixed(text);
    expect(titles(result.fixed)).toEqual(['write type: NodePort', 'write type: ClusterIP']);
    expect(result.held).toMatchObject([
      {
        title: 'write host: shop.example.com',
        finding: { rule: 'ingress-host-invalid', at: { line: 16 } },
        uncovers: { rule: 'ingress-rule-without-http', field: 'spec.rules[0]' },
      },
    ]);
    expect(result.unsafe).toBe(1);
    expect(result.findings.map(({ rule }) => rule)).toContain('ingress-host-invalid');
  });

  test('is held back where a request would go elsewhere', () => {
    const second = `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: second, creationTimestamp: '2024-01-02T00:00:00Z'}
spec:
  ingressClassName: nginx
  rules:
    - {host: a.example.com, http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: one, port: {number: 80}}}}]}}
`;
    const first = second
      .replace('second', 'first')
      .replace('2024-01-02', '2024-01-01')
      .replace('name: one', 'name: two');
    const pods = ['one', 'two'].map(
      (name) => `${service(name, 'ClusterIP')}---
apiVersion: v1
kind: Pod
metadata: {name: ${name}, labels: {app: ${name}}}
spec: {containers: [{name: c, image: c, ports: [{containerPort: 8080}]}]}
`,
    );
    // The first one wins as long as it is older.
    const [held] = fixed([first, second, ...pods].join('---\n')).held;
    expect(held).toMatchObject({
      title: 'remove metadata.creationTimestamp',
      reroutes: expect.stringMatching(/a\.example\.com/),
    });
    expect(held?.uncovers).toBeUndefined();
  });

  test('is none where it lets the API server take an object, so that requests get there', () => {
    const pod = `apiVersion: v1
kind: Pod
metadata: {name: web, labels: {app: web}}
spec: {containers: [{name: c, image: c, ports: [{containerPort: 8080}]}]}
`;
    const text = service('web', 'ClusterIP').replace('targetPort: 8080', 'targetPort: "8080"');
    const result = fixed([text, pod].join('---\n'));
    expect(titles(result.fixed)).toEqual(['write targetPort: 8080']);
    expect(result.held).toEqual([]);
  });

  test('is written with --unsafe, and none is held then', () => {
    const { held, findings, unsafe } = fix([{ path: 'a.yaml', text: ingress('shop', '') }], { unsafe: true });
    expect({ held, unsafe }).toEqual({ held: [], unsafe: 0 });
    expect(findings.map(({ rule }) => rule)).toContain('ingress-rule-without-http');
  });

  test('counts only where its finding is reported', () => {
    const sources = [{ path: 'a.yaml', text: ingress('shop', '') }];
    const only = fix(sources, { rules: { 'ingress-rule-without-http': 'off' } });
    expect(only.held).toEqual([]);
    expect(titles(only.fixed)).toEqual(['write host: shop.example.com']);
  });

  test('is found among hundreds', () => {
    const names = Array.from({ length: 120 }, (_, index) => `a${index}`);
    const text = names.map((name, at) => (at % 3 === 0 ? ingress(name, '') : service(name, 'Nodeport'))).join('---\n');
    const { fixed: written, held, sources } = fixed(text);
    expect(written.length).toBe(80);
    expect(held.map(({ finding, uncovers }) => [finding.object?.name, uncovers?.object?.name])).toEqual(
      names.filter((_, at) => at % 3 === 0).map((name) => [name, name]),
    );
    expect(fix(sources).fixed).toEqual([]);
    expect(lint(sources).findings.some(({ rule }) => rule === 'ingress-rule-without-http')).toBe(false);
  });
});
