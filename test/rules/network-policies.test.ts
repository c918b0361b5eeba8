import { describe, expect, test } from '@jest/globals';
import { lint } from '../../src/index.ts';

const deployment = (name: string, extra = ''): string => `apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name} }
spec:
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} } }
    spec:
      ${extra}
      containers:
        - name: main
          image: registry.example.com/${name}:1.0.0
          readinessProbe: { httpGet: { path: /, port: http } }
          ports: [{ name: http, containerPort: 8080 }, { name: metrics, containerPort: 9090 }]
`;
const service = `apiVersion: v1
kind: Service
metadata: { name: web }
spec:
  selector: { app: web }
  ports: [{ name: http, port: 80, targetPort: http }, { name: metrics, port: 9090, targetPort: metrics }]
`;
const ingress = (className = 'nginx'): string => `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web }
spec:
  ingressClassName: ${className}
  rules:
    - host: shop.example.com
      http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: web, port: { name: http } } } }] }
`;
const policy = (rules: string): string => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: web }
spec: { podSelector: { matchLabels: { app: web } }, policyTypes: [Ingress], ingress: ${rules} }
`;

function found(...documents: string[]): string[] {
  const { findings } = lint([{ path: 'a.yaml', text: documents.join('---\n') }]);
  return findings.filter(({ rule }) => rule.startsWith('network-policy')).map(({ rule, at }) => `${rule}:${at.line}`);
}

describe('a port of a Service that no policy lets in', () => {
  const blocked = (rules: string, extra = ''): number =>
    found(deployment('web', extra), service, policy(rules)).filter((each) => each.includes('blocks-service')).length;

  test('every port is let in', () => expect(blocked('[{}]')).toBe(0));
  test('a range', () => expect(blocked('[{ ports: [{ port: 8000, endPort: 9999 }] }]')).toBe(0));
  test('nothing is let in', () => expect(blocked('[]')).toBe(2));
  test('another protocol', () => expect(blocked('[{ ports: [{ port: 8080, protocol: UDP }] }]')).toBe(2));
  test('monitoring has policies of its own', () => expect(blocked('[{ ports: [{ port: http }] }]')).toBe(0));
  test('the ports for clients are not let in', () => expect(blocked('[{ ports: [{ port: metrics }] }]')).toBe(1));
  test('pods with the addresses of their nodes', () => expect(blocked('[]', 'hostNetwork: true')).toBe(0));
});

describe('an ingress controller that no policy lets in', () => {
  const frontend = deployment('frontend');
  const barred = (from: string, className?: string, ...others: string[]): boolean =>
    found(deployment('web'), frontend, service, ingress(className), policy(`[{ from: ${from} }]`), ...others).some(
      (each) => each.includes('blocks-ingress-controller'),
    );

  test('pods of the namespace only', () =>
    expect(barred('[{ podSelector: { matchLabels: { app: frontend } } }]')).toBe(true));
  test('addresses may be those of the controller', () =>
    expect(barred('[{ ipBlock: { cidr: 10.0.0.0/8 } }]')).toBe(false));
  test('a namespace that may be its own', () => {
    expect(barred('[{ namespaceSelector: { matchLabels: { team: edge } } }]')).toBe(false);
  });
  test('a load balancer outside the cluster', () => {
    expect(barred('[{ podSelector: { matchLabels: { app: frontend } } }]', 'alb')).toBe(false);
  });
  test('its pods are among the files, in the namespace of the policy', () => {
    const controller = deployment('proxy').replace(
      'registry.example.com/proxy:1.0.0',
      'registry.k8s.io/ingress-nginx/controller:v1.15.1',
    );
    expect(barred('[{ podSelector: { matchLabels: { app: proxy } } }]', 'nginx', controller)).toBe(false);
  });
  test('its pods are among the files, in another namespace than the policy lets in', () => {
    const controller = deployment('proxy')
      .replace('registry.example.com/proxy:1.0.0', 'registry.k8s.io/ingress-nginx/controller:v1.15.1')
      .replace('name: proxy }', 'name: proxy, namespace: edge }');
    const from = (name: string): string =>
      `[{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: ${name} } } }]`;
    expect(barred(from('ingress-nginx'), 'nginx', controller)).toBe(true);
    expect(barred(from('edge'), 'nginx', controller)).toBe(false);
  });
});

describe('a policy that selects nothing', () => {
  test('is not told where pods may be elsewhere', () => expect(found(policy('[{}]'))).toEqual([]));
  test('is told where the namespace has other pods', () => {
    expect(found(deployment('api'), policy('[{}]'))).toEqual(['network-policy-selects-nothing:19']);
  });
});
