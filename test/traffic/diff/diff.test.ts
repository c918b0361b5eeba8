import { describe, expect, test } from '@jest/globals';
import { type Comparison, type Difference, diff, load } from 'ksvc';

const backends = ['web', 'cart']
  .map(
    (name) => `
---
apiVersion: v1
kind: Service
metadata: { name: ${name} }
spec: { selector: { app: ${name} }, ports: [{ port: 80, targetPort: 8080 }] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name} }
spec:
  selector: { matchLabels: { app: ${name} } }
  template: { metadata: { labels: { app: ${name} } }, spec: { containers: [{ name: c, image: i }] } }
`,
  )
  .join('');

const nginxClass = `---
apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata: { name: nginx }
spec: { controller: k8s.io/ingress-nginx }
`;

interface Parts {
  readonly annotations?: string;
  readonly paths?: string;
  readonly spec?: string;
  readonly className?: string;
  readonly host?: string;
}

function set({
  annotations = '{}',
  paths = '[{ path: /, type: web }]',
  spec = '',
  className,
  host = 'shop.example.com',
}: Parts): string {
  const lines = paths.replace(
    /\{ path: ([^,]+), (?:(\w+), )?type: (\w+) \}/g,
    (_all, path, type, service) =>
      `{ path: ${path}, pathType: ${type ?? 'Prefix'}, backend: { service: { name: ${service}, port: { number: 80 } } } }`,
  );
  return `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: shop, annotations: ${annotations} }
spec:
  ${className === undefined ? '' : `ingressClassName: ${className}`}
  ${spec}
  rules:
    - host: '${host}'
      http: { paths: ${lines} }
${backends}${nginxClass}`;
}

function compare(parts: Parts, controllers: readonly [string, string]): Comparison {
  const cluster = load([{ path: 'a.yaml', text: set({ className: 'nginx', ...parts }) }], { complete: true });
  return diff(cluster, cluster, { controllers });
}

function between(before: Parts, after: Parts): Comparison {
  const sources = (parts: Parts): { path: string; text: string }[] => [
    { path: 'a.yaml', text: set({ className: 'nginx', ...parts }) },
  ];
  return diff(sources(before), sources(after), { complete: true });
}

function find({ differences }: Comparison, text: string): Difference | undefined {
  return differences.find(
    ({ cause, witness, more }) =>
      cause.kind !== 'ingress-not-taken' && [witness, ...more].some((each) => each.text === text),
  );
}

describe('two controllers on one set', () => {
  test('a prefix ends at an element for one, at any character for the other', () => {
    const found = find(
      compare({ paths: '[{ path: /cart, type: cart }]' }, ['ingress-nginx', 'traefik']),
      'http://shop.example.com/cartx',
    );
    expect(found).toMatchObject({
      grade: 'gained',
      cause: { kind: 'prefix-boundary' },
      before: { outcome: { kind: 'answered', status: 404 } },
      after: {
        outcome: { kind: 'delivered', backend: 'default/cart:80' },
        because: [{ at: { file: 'a.yaml', line: 10 } }],
      },
    });
    expect(found?.keep).toContain('strictPrefixMatching');
  });

  test('an access rule that the other does not read opens the Service to everyone', () => {
    const annotations = "{ nginx.ingress.kubernetes.io/whitelist-source-range: '10.0.0.0/8' }";
    const comparison = compare({ annotations }, ['ingress-nginx', 'traefik']);
    expect(comparison.differences[0]).toMatchObject({ grade: 'opened', cause: { kind: 'access-rule' } });
  });

  test('an access rule that asks outside the cluster is opened too, though nobody knows whom it lets pass', () => {
    const annotations = "{ nginx.ingress.kubernetes.io/auth-url: 'https://login.example.net/check' }";
    const comparison = compare({ annotations }, ['ingress-nginx', 'traefik']);
    expect(find(comparison, 'http://shop.example.com/')).toMatchObject({ grade: 'opened' });
  });

  test('a class that only one of them takes is said once, and the rest compared as if it were changed', () => {
    const { differences } = compare({}, ['ingress-nginx', 'traefik']);
    expect(differences.filter(({ cause }) => cause.kind === 'ingress-not-taken')).toMatchObject([
      {
        grade: 'lost',
        witness: { text: 'http://shop.example.com/' },
        keep: expect.stringContaining('ingressClassName'),
      },
    ]);
    const lost = differences.filter(({ grade, cause }) => grade === 'lost' && cause.kind !== 'malformed-path');
    expect(lost).toHaveLength(1);
  });

  test('a redirect to https that the other does not make', () => {
    const spec = 'tls: [{ hosts: [shop.example.com], secretName: cert }]';
    expect(find(compare({ spec }, ['ingress-nginx', 'traefik']), 'http://shop.example.com/')).toMatchObject({
      cause: { kind: 'https-redirect' },
      before: { outcome: { kind: 'redirected', status: 308 } },
    });
  });

  test('a default backend that is ignored beside rules', () => {
    const spec = 'defaultBackend: { service: { name: web, port: { number: 80 } } }';
    const comparison = compare({ spec, paths: '[{ path: /cart, type: cart }]' }, ['ingress-nginx', 'traefik']);
    expect(find(comparison, 'http://shop.example.com/any-path')).toMatchObject({
      grade: 'lost',
      cause: { kind: 'default-backend' },
    });
  });

  test('a rewrite that the other does not make', () => {
    const annotations = '{ nginx.ingress.kubernetes.io/rewrite-target: / }';
    const comparison = compare({ annotations, paths: '[{ path: /cart, type: cart }]' }, ['ingress-nginx', 'traefik']);
    expect(find(comparison, 'http://shop.example.com/cart')).toMatchObject({
      grade: 'rewrite',
      before: { outcome: { upstream: { path: '/' } } },
      after: { outcome: { upstream: { path: '/cart' } } },
    });
  });

  test('a canary asks for its header', () => {
    const canary = load([
      {
        path: 'a.yaml',
        text: `${set({ className: 'nginx' })}
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: canary
  annotations: { nginx.ingress.kubernetes.io/canary: 'true', nginx.ingress.kubernetes.io/canary-by-header: x-new }
spec:
  ingressClassName: nginx
  rules:
    - host: shop.example.com
      http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: cart, port: { number: 80 } } } }] }
`,
      },
    ]);
    const { differences, unknown } = diff(canary, canary, { controllers: ['ingress-nginx', 'spec'] });
    const asked = [...differences, ...unknown].flatMap(({ witness, more }) =>
      [witness, ...more].map(({ text }) => text),
    );
    expect(asked).toContain('http://shop.example.com/ (x-new: always)');
  });

  test('a controller differs from itself in nothing', () => {
    const annotations = '{ nginx.ingress.kubernetes.io/use-regex: "true" }';
    const comparison = compare({ annotations, host: '*.example.com' }, ['ingress-nginx', 'ingress-nginx']);
    expect(comparison.differences).toEqual([]);
    expect(comparison.summary).toMatchObject({ different: 0, unknown: 0, same: comparison.summary.requests });
  });
});

describe('two sets', () => {
  const paths = '[{ path: /cart, type: cart }, { path: /, type: web }]';

  test('equal sets', () => {
    expect(between({ paths }, { paths })).toMatchObject({ differences: [], unknown: [], summary: { different: 0 } });
  });

  test('a path that is gone', () => {
    expect(find(between({ paths }, {}), 'http://shop.example.com/cart')).toMatchObject({
      grade: 'moved',
      cause: { text: 'the path /cart of shop.example.com in Ingress default/shop is gone' },
      before: { because: [{ at: { line: 10 } }] },
    });
  });

  test('a path that became exact', () => {
    const after = { paths: '[{ path: /cart, Exact, type: cart }, { path: /, type: web }]' };
    const comparison = between({ paths }, after);
    expect(find(comparison, 'http://shop.example.com/cart/any')).toMatchObject({
      grade: 'moved',
      cause: { text: '/cart of shop.example.com in Ingress default/shop was Prefix and is Exact' },
    });
    expect(find(comparison, 'http://shop.example.com/cart')).toBeUndefined();
  });

  test('an access rule that is taken out', () => {
    const annotations = "{ nginx.ingress.kubernetes.io/whitelist-source-range: '10.0.0.0/8' }";
    expect(between({ annotations }, {}).differences[0]).toMatchObject({
      grade: 'opened',
      cause: { text: 'annotation nginx.ingress.kubernetes.io/whitelist-source-range of Ingress default/shop is gone' },
    });
  });

  test('a selector that selects other pods: the Service by its name, and the route to it', () => {
    const text = set({ className: 'nginx', paths });
    const changed = text.replace('selector: { app: cart }', 'selector: { app: web }');
    const { differences } = diff([{ path: 'a.yaml', text }], [{ path: 'a.yaml', text: changed }], { complete: true });
    expect(differences.map(({ grade, witness, cause }) => [grade, witness.text, cause.text])).toEqual([
      ['pods', 'http://shop.example.com/cart', 'spec.selector of Service default/cart was app=cart and is app=web'],
      ['pods', 'default/cart:80', 'spec.selector of Service default/cart was app=cart and is app=web'],
    ]);
  });

  const ofServices = (before: string, after: string): unknown[] => {
    const text = `apiVersion: v1
kind: Service
metadata: { name: cart }
spec:
${before}
---
apiVersion: v1
kind: Pod
metadata: { name: cart, labels: { app: cart } }
spec: { containers: [{ name: c, image: i, ports: [{ containerPort: 8080 }, { containerPort: 9090 }] }] }
`;
    const changed = text.replace(before, after);
    const { differences } = diff([{ path: 'a.yaml', text }], [{ path: 'a.yaml', text: changed }], { complete: true });
    return differences.map(({ grade, witness, cause, before: was, after: is }) => [
      grade,
      witness.text,
      cause.text,
      ...[was, is].map(({ because }) => because.map(({ at }) => at?.line).join()),
    ]);
  };

  test('a targetPort that leads to another port of the pods', () => {
    const spec = '  selector: { app: cart }\n  ports:\n    - port: 80\n      targetPort: 8080';
    expect(ofServices(spec, spec.replace('8080', '9090'))).toEqual([
      ['pods', 'default/cart:80', 'targetPort of port 80 of Service default/cart was 8080 and is 9090', '8', '8'],
    ]);
  });

  test('a port with another number: one is gone, the other new', () => {
    const spec = '  selector: { app: cart }\n  ports:\n    - port: 80\n      targetPort: 8080';
    expect(ofServices(spec, spec.replace('port: 80\n', 'port: 81\n'))).toEqual([
      ['lost', 'default/cart:80', 'port 80 of Service default/cart is gone', '7', '6'],
      ['gained', 'default/cart:81', 'port 81 of Service default/cart is new', '6', '7'],
    ]);
  });

  test('a type that closes the port of the nodes', () => {
    const spec =
      '  type: NodePort\n  selector: { app: cart }\n  ports: [{ port: 80, targetPort: 8080, nodePort: 30080 }]';
    const changed = spec.replace('NodePort', 'ClusterIP').replace(', nodePort: 30080', '');
    expect(ofServices(spec, changed)).toEqual([
      [
        'lost',
        'default/cart:30080 (node port)',
        'spec.type of Service default/cart was NodePort and is ClusterIP',
        '5',
        '5',
      ],
    ]);
  });

  test('a type that leads out of the cluster', () => {
    const spec = '  selector: { app: cart }\n  ports: [{ port: 80, targetPort: 8080 }]';
    expect(ofServices(spec, '  type: ExternalName\n  externalName: cart.example.net\n  ports: [{ port: 80 }]')).toEqual(
      [['moved', 'default/cart:80', 'spec.type of Service default/cart is new: ExternalName', '3', '5']],
    );
  });

  test('a Service that is gone', () => {
    const text = set({ className: 'nginx' });
    const changed = text.replace(/---\napiVersion: v1\nkind: Service\nmetadata: \{ name: cart \}[^-]*/, '');
    const { differences } = diff([{ path: 'a.yaml', text }], [{ path: 'a.yaml', text: changed }], { complete: true });
    expect(differences).toMatchObject([{ grade: 'lost', witness: { text: 'default/cart:80' } }]);
  });
});
