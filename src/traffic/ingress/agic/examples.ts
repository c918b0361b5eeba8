import type { ControllerExample } from '../../controllers/define-controller.ts';

const ingressClass = `
apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata: { name: azure-application-gateway }
spec: { controller: azure/application-gateway }
`;

function service(name: string, port = 80): string {
  return `
---
apiVersion: v1
kind: Service
metadata: { name: ${name} }
spec: { ports: [{ port: ${port}, targetPort: 8080 }] }
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: { name: ${name}-1, labels: { kubernetes.io/service-name: ${name} } }
addressType: IPv4
endpoints: [{ addresses: [10.244.1.1] }]
ports: [{ name: '', port: 8080 }]
`;
}

function ingress(name: string, host: string, paths: string, annotations = '', more = ''): string {
  return `
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: ${name}
  annotations: { ${annotations} }
spec:
  ingressClassName: azure-application-gateway${more}
  rules:
    - host: '${host}'
      http:
        paths:${paths}
`;
}

function path(text: string, type: string, name: string): string {
  return `
          - { path: '${text}', pathType: ${type}, backend: { service: { name: ${name}, port: { number: 80 } } } }`;
}

const secret = `
---
apiVersion: v1
kind: Secret
metadata: { name: cert }
type: kubernetes.io/tls
stringData: { tls.crt: certificate, tls.key: key }
`;

/** Shown on the controller's page, and run as tests. */
export const agicExamples: readonly ControllerExample[] = [
  {
    name: 'the first path in the list wins, and a Prefix takes whatever begins with it',
    yaml: `${ingressClass}${ingress('shop', '*.example.com', path('/api', 'Prefix', 'api') + path('/api/v2', 'Exact', 'web'))}${service('web')}${service('api')}`,
    requests: [
      { request: 'http://shop.example.com/api/v2', answer: 'default/api:80 /api/v2' },
      { request: 'http://a.b.example.com/APIs', answer: 'default/api:80 /APIs' },
      { request: 'http://shop.example.com/', answer: '502' },
      { request: 'http://example.com/', answer: '404' },
    ],
  },
  {
    name: 'tls closes port 80',
    yaml: `${ingressClass}${ingress('shop', 'example.com', path('/', 'Prefix', 'web'), '', '\n  tls: [{ hosts: [example.com], secretName: cert }]')}${secret}${service('web')}`,
    requests: [
      { request: 'http://example.com/', answer: 'refused' },
      { request: 'https://example.com/', answer: 'default/web:80 /' },
    ],
  },
  {
    name: 'ssl-redirect needs tls, or its Ingress is left out',
    yaml: `${ingressClass}${ingress('a', 'a.example.com', path('/', 'Prefix', 'web'), "appgw.ingress.kubernetes.io/ssl-redirect: 'true'", '\n  tls: [{ hosts: [a.example.com], secretName: cert }]')}${ingress('b', 'b.example.com', path('/', 'Prefix', 'web'), "appgw.ingress.kubernetes.io/ssl-redirect: 'true'")}${secret}${service('web')}`,
    requests: [
      { request: 'http://a.example.com/x?y=1', answer: '301 https://a.example.com/x?y=1' },
      { request: 'https://a.example.com/x', answer: 'default/web:80 /x' },
      { request: 'http://b.example.com/', answer: '404' },
    ],
  },
  {
    name: 'a backend that is no Service stops everything',
    yaml: `${ingressClass}${ingress('a', 'a.example.com', path('/', 'Prefix', 'web'))}${ingress('b', 'b.example.com', '\n          - { path: /, pathType: Prefix, backend: { resource: { kind: Bucket, name: static } } }')}${service('web')}`,
    requests: [{ request: 'http://a.example.com/', answer: 'not-serving' }],
  },
  {
    name: 'backend-path-prefix takes the place of what the path matched',
    yaml: `${ingressClass}${ingress('a', 'example.com', path('/shop/', 'Prefix', 'web'), 'appgw.ingress.kubernetes.io/backend-path-prefix: /v1/')}${service('web')}`,
    requests: [
      { request: 'http://example.com/shop/cart?x=1', answer: 'default/web:80 /v1/cart?x=1' },
      { request: 'http://example.com/shop', answer: '502' },
    ],
  },
];
