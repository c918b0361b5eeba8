import type { ControllerExample } from '../../controllers/define-controller.ts';

const ingressClass = `
apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata: { name: alb }
spec: { controller: ingress.k8s.aws/alb }
`;

function service(name: string, type: string): string {
  return `
---
apiVersion: v1
kind: Service
metadata: { name: ${name} }
spec: { type: ${type}, selector: { app: ${name} }, ports: [{ port: 80, targetPort: 8080 }] }
`;
}

function ingress(name: string, host: string, paths: string, annotations = ''): string {
  return `
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: ${name}
  annotations: { ${annotations} }
spec:
  ingressClassName: alb
  rules:
    - host: '${host}'
      http:
        paths:${paths}
`;
}

function path(text: string, type: string, name: string, port = 'number: 80'): string {
  return `
          - { path: '${text}', pathType: ${type}, backend: { service: { name: ${name}, port: { ${port} } } } }`;
}

const annotation = (name: string, value: string): string => `'alb.ingress.kubernetes.io/${name}': '${value}'`;

/** Shown on the controllers' pages, and run as tests; `type` is a type of Service that the mode takes. */
export function albExamples(type: 'NodePort' | 'ClusterIP'): ControllerExample[] {
  const web = service('web', type);
  const api = service('api', type);
  return [
    {
      name: 'paths of a rule: Exact, then the longest prefix; then the next rules, whatever their hosts are',
      yaml: `${ingressClass}${ingress('shop', '*.example.com', path('/', 'Prefix', 'web') + path('/api', 'Prefix', 'api') + path('/gone', 'Exact', 'gone'))}${web}${api}`,
      requests: [
        { request: 'http://shop.example.com/api/v1', answer: 'default/api:80 /api/v1' },
        { request: 'http://a.b.example.com/apis', answer: 'default/web:80 /apis' },
        { request: 'http://shop.example.com/gone', answer: '503' },
        { request: 'http://example.com/', answer: '404' },
        { request: 'https://shop.example.com/', answer: 'refused' },
      ],
    },
    {
      name: 'a group shares a load balancer, and one bad member stops all of it',
      yaml: `${ingressClass}${ingress('one', 'a.example.com', path('/', 'Prefix', 'web'), annotation('group.name', 'shared'))}${ingress('two', 'b.example.com', path('/', 'Prefix', 'api', 'number: 81'), annotation('group.name', 'shared'))}${ingress('three', 'c.example.com', path('/', 'Prefix', 'web'))}${web}${api}`,
      requests: [
        { request: 'http://a.example.com/', answer: 'not-serving' },
        { request: 'http://c.example.com/', answer: 'default/web:80 /' },
      ],
    },
    {
      name: 'group.order decides which rule of a host comes first',
      yaml: `${ingressClass}${ingress('a', 'example.com', path('/', 'Prefix', 'web'), `${annotation('group.name', 'g')}, ${annotation('group.order', '10')}`)}${ingress('z', 'example.com', path('/api', 'Prefix', 'api'), `${annotation('group.name', 'g')}, ${annotation('group.order', '-1')}`)}${web}${api}`,
      requests: [
        { request: 'http://example.com/api', answer: 'default/api:80 /api' },
        { request: 'http://example.com/', answer: 'default/web:80 /' },
      ],
    },
    {
      name: 'ssl-redirect sends all plain HTTP to the HTTPS listener',
      yaml: `${ingressClass}${ingress('web', 'example.com', path('/', 'Prefix', 'web'), `${annotation('listen-ports', '[{"HTTP": 80}, {"HTTPS": 443}]')}, ${annotation('certificate-arn', 'arn:aws:acm:eu-west-1:123456789012:certificate/a')}, ${annotation('ssl-redirect', '443')}`)}${web}`,
      requests: [
        { request: 'http://example.com/x?y=1', answer: '301 https://example.com:443/x?y=1' },
        { request: 'https://example.com/x', answer: 'default/web:80 /x' },
      ],
    },
    {
      name: 'actions and conditions of annotations',
      yaml: `${ingressClass}${ingress('web', 'example.com', path('/old', 'Prefix', 'move', 'name: use-annotation') + path('/', 'Prefix', 'beta', 'name: use-annotation') + path('/', 'Prefix', 'web'), `${annotation('actions.move', '{"type": "redirect", "redirectConfig": {"path": "/new", "statusCode": "HTTP_302"}}')}, ${annotation('actions.beta', '{"type": "forward", "forwardConfig": {"targetGroups": [{"serviceName": "api", "servicePort": 80}]}}')}, ${annotation('conditions.beta', '[{"field": "http-header", "httpHeaderConfig": {"httpHeaderName": "X-Beta", "values": ["on"]}}]')}`)}${web}${api}`,
      requests: [
        { request: 'http://example.com/old/x', answer: '302 http://example.com:80/new' },
        { request: 'http://example.com/', headers: { 'X-Beta': 'on' }, answer: 'default/api:80 /' },
        { request: 'http://example.com/', answer: 'default/web:80 /' },
      ],
    },
    {
      name: 'two Ingresses of one host have a load balancer each',
      yaml: `${ingressClass}${ingress('one', 'example.com', path('/', 'Prefix', 'web'))}${ingress('two', 'example.com', path('/', 'Prefix', 'api'))}${web}${api}`,
      requests: [{ request: 'http://example.com/', answer: 'unknown' }],
    },
  ];
}

/** What the default target type, instance, makes of a Service without node port. */
export const clusterIpExample: ControllerExample = {
  name: 'a ClusterIP Service has no node port that targets could listen on',
  yaml: `${ingressClass}${ingress('web', 'example.com', path('/', 'Prefix', 'web'))}${ingress('ip', 'ip.example.com', path('/', 'Prefix', 'web'), annotation('target-type', 'ip'))}${service('web', 'ClusterIP')}`,
  requests: [
    { request: 'http://example.com/', answer: 'not-serving' },
    { request: 'http://ip.example.com/', answer: 'default/web:80 /' },
  ],
};
