import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const pathsPerIngress = 5;
const hostsPerDomain = 10;
const types = ['Prefix', 'Prefix', 'Exact', 'ImplementationSpecific'];
const annotations = [
  '',
  'nginx.ingress.kubernetes.io/proxy-body-size: 8m',
  "nginx.ingress.kubernetes.io/ssl-redirect: 'false'",
  "nginx.ingress.kubernetes.io/enable-cors: 'true'",
  'nginx.ingress.kubernetes.io/whitelist-source-range: 10.0.0.0/8',
];

/**
 * Writes so many Ingresses with five paths each into one file: a third shares its host with others, one in fifty stands
 * for a wildcard, half have TLS, and each leads to Services that select pods.
 */
export function writeRoutes(folder: string, count: number): string {
  const documents = [
    'apiVersion: networking.k8s.io/v1\nkind: IngressClass\nmetadata: { name: nginx }\nspec: { controller: k8s.io/ingress-nginx }\n',
  ];
  for (let number = 0; number < count; number++) documents.push(...application(number));
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `routes-${count}.yaml`);
  writeFileSync(file, documents.join('---\n'));
  return file;
}

function application(number: number): string[] {
  const name = `app-${number}`;
  const metadata = `{ name: ${name}, namespace: team-${number % 25} }`;
  const host = hostOf(number);
  const annotation = annotations[number % annotations.length] ?? '';
  const paths = Array.from({ length: pathsPerIngress }, (_each, index) => {
    const path = index === 0 && number % 3 !== 0 ? '/' : `/${name}/part-${index}${index % 2 === 0 ? '/' : ''}`;
    const type = types[(number + index) % types.length];
    const backend = `{ service: { name: ${name}, port: { number: 80 } } }`;
    return `          - { path: ${path}, pathType: ${type}, backend: ${backend} }\n`;
  });
  return [
    `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: ${name}
  namespace: team-${number % 25}
  annotations: {${annotation === '' ? '' : ` ${annotation} `}}
spec:
  ingressClassName: nginx
${number % 2 === 0 ? `  tls: [{ hosts: ['${host}'], secretName: ${name} }]\n` : ''}  rules:
    - host: '${host}'
      http:
        paths:
${paths.join('')}`,
    `apiVersion: v1\nkind: Service\nmetadata: ${metadata}\nspec: { selector: { app: ${name} }, ports: [{ port: 80, targetPort: 8080 }] }\n`,
    `apiVersion: apps/v1
kind: Deployment
metadata: ${metadata}
spec:
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} } }
    spec: { containers: [{ name: main, image: 'registry.example.com/${name}:1', ports: [{ containerPort: 8080 }] }] }
`,
  ];
}

function hostOf(number: number): string {
  if (number % 50 === 7) return `*.wild-${number}.example.com`;
  if (number % 3 === 0) return `shared-${Math.floor(number / (3 * hostsPerDomain))}.example.com`;
  return `app-${number}.example.com`;
}
