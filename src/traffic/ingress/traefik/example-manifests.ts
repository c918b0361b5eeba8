// What the examples of all modes are made of.

/** An IngressClass. */
export function ingressClass(name: string, controller: string): string {
  return `
apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata: { name: ${name} }
spec: { controller: ${controller} }
`;
}

/** A Service with one port and, unless there are none, its endpoints. */
export function service(
  name: string,
  { port = 80, endpoints = true }: { port?: number; endpoints?: boolean } = {},
): string {
  const slice = `
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: { name: ${name}-1, labels: { kubernetes.io/service-name: ${name} } }
addressType: IPv4
endpoints: [{ addresses: [10.244.1.1] }]
ports: [{ name: '', port: 8080 }]
`;
  return `
---
apiVersion: v1
kind: Service
metadata: { name: ${name} }
spec: { ports: [{ port: ${port}, targetPort: 8080 }] }
${endpoints ? slice : ''}`;
}

/** An Ingress with one rule. */
export function ingress(
  name: string,
  host: string,
  paths: readonly string[],
  {
    className = 'traefik',
    annotations = '{}',
    more = '',
  }: { className?: string; annotations?: string; more?: string } = {},
): string {
  return `
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: ${name}, annotations: ${annotations} }
spec:
  ingressClassName: ${className}${more === '' ? '' : `\n  ${more}`}
  rules: [{ host: '${host}', http: { paths: [${paths.join(', ')}] } }]
`;
}

/** A path of a rule. */
export function path(text: string, type: string, name: string, port = 80): string {
  return `{ path: '${text}', pathType: ${type}, backend: { service: { name: ${name}, port: { number: ${port} } } } }`;
}
