import type { ControllerExample } from '../../controllers/define-controller.ts';

function service(name: string, type: string): string {
  return `
---
apiVersion: v1
kind: Service
metadata: { name: ${name} }
spec: { type: ${type}, selector: { app: ${name} }, ports: [{ port: 80, targetPort: 8080 }] }
`;
}

function ingress(name: string, host: string, paths: string, annotations = '', more = ''): string {
  return `
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: ${name}
  annotations: { kubernetes.io/ingress.class: gce${annotations} }
spec:${more}
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
stringData: { tls.crt: '', tls.key: '' }
`;

/** Shown on the controllers' pages, and run as tests; `type` is a type of Service that the mode takes. */
export function gceExamples(type: 'NodePort' | 'ClusterIP'): ControllerExample[] {
  const [web, api] = [service('web', type), service('api', type)];
  return [
    {
      name: 'the longest path wins, and what no path takes goes to the default backend',
      yaml: `${ingress('shop', '*.example.com', path('/', 'Prefix', 'web') + path('/api', 'Prefix', 'api') + path('/one', 'ImplementationSpecific', 'api'))}${web}${api}`,
      requests: [
        { request: 'http://shop.example.com/api/v1', answer: 'default/api:80 /api/v1' },
        { request: 'http://a.b.example.com/apis', answer: 'default/web:80 /apis' },
        { request: 'http://shop.example.com/one/x', answer: 'default/web:80 /one/x' },
        { request: 'http://other.com/', answer: '404' },
        { request: 'https://shop.example.com/', answer: 'refused' },
      ],
    },
    {
      name: 'one backend that cannot be used stops the whole Ingress, and no other',
      yaml: `${ingress('shop', 'a.example.com', path('/', 'Prefix', 'web') + path('/gone', 'Prefix', 'gone'))}${ingress('other', 'b.example.com', path('/', 'Prefix', 'web'))}${web}`,
      requests: [
        { request: 'http://a.example.com/', answer: 'not-serving' },
        { request: 'http://b.example.com/', answer: 'default/web:80 /' },
      ],
    },
    {
      name: 'a FrontendConfig redirects plain HTTP',
      yaml: `${ingress('shop', 'example.com', path('/', 'Prefix', 'web'), ', networking.gke.io/v1beta1.FrontendConfig: https-only', '\n  tls: [{ secretName: cert }]')}${secret}${web}
---
apiVersion: networking.gke.io/v1beta1
kind: FrontendConfig
metadata: { name: https-only }
spec: { redirectToHttps: { enabled: true, responseCodeName: PERMANENT_REDIRECT } }
`,
      requests: [
        { request: 'http://example.com/a?b=c', answer: '308 https://example.com/a?b=c' },
        { request: 'https://example.com/a', answer: 'default/web:80 /a' },
      ],
    },
    {
      name: 'Exact and Prefix of one path are one entry of the URL map: the later counts',
      yaml: `${ingress('shop', 'example.com', path('/a', 'Exact', 'api') + path('/a', 'Prefix', 'web'))}${web}${api}`,
      requests: [
        { request: 'http://example.com/a', answer: 'default/web:80 /a' },
        { request: 'http://example.com/a/b', answer: 'default/web:80 /a/b' },
      ],
    },
  ];
}

/** What a Service of type ClusterIP comes to. */
export const clusterIpExample: ControllerExample = {
  name: 'a ClusterIP Service needs network endpoint groups',
  yaml: `${ingress('plain', 'a.example.com', path('/', 'Prefix', 'web'))}${ingress('neg', 'b.example.com', path('/', 'Prefix', 'api'))}${service('web', 'ClusterIP')}
---
apiVersion: v1
kind: Service
metadata: { name: api, annotations: { cloud.google.com/neg: '{"ingress": true}' } }
spec: { selector: { app: api }, ports: [{ port: 80 }] }
`,
  requests: [
    { request: 'http://a.example.com/', answer: 'not-serving' },
    { request: 'http://b.example.com/', answer: 'default/api:80 /' },
  ],
};
