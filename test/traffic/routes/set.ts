/** Manifests of one set, put together from short forms. */
export function ingress(
  name: string,
  { paths, ...parts }: { paths: string; namespace?: string; host?: string; spec?: string; annotations?: string },
): string {
  const { namespace = 'default', host, spec = '', annotations = '{}' } = parts;
  return `---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: ${name}, namespace: ${namespace}, annotations: ${annotations} }
spec:
  ${spec}
  rules:
    - ${host === undefined ? '' : `host: '${host}'\n      `}http: { paths: [${paths}] }
`;
}

export function path(text: string, service: string, port: number | string = 80, type = 'Prefix'): string {
  const ref = typeof port === 'number' ? `number: ${port}` : `name: ${port}`;
  return `{ path: '${text}', pathType: ${type}, backend: { service: { name: ${service}, port: { ${ref} } } } }`;
}

export function service(name: string, spec = '', namespace = 'default'): string {
  return `---
apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: ${namespace} }
spec: { ${spec || `selector: { app: ${name} }, ports: [{ name: http, port: 80, targetPort: web }]`} }
`;
}

export function deployment(name: string, replicas = 2, namespace = 'default'): string {
  return `---
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: ${namespace} }
spec:
  replicas: ${replicas}
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} } }
    spec: { containers: [{ name: c, image: c, ports: [{ name: web, containerPort: 8080 }] }] }
`;
}

export function ingressClass(name: string, controller = 'k8s.io/ingress-nginx'): string {
  return `---
apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata: { name: ${name} }
spec: { controller: ${controller} }
`;
}
