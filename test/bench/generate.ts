import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { certificate, privateKey } from './certificate.ts';

const words =
  'basket books bread cinema clock coffee garden guitar island kitchen lemon letter market mirror museum ocean paper pencil planet violin'.split(
    ' ',
  );
const documentsPerApplication = 10;

/**
 * Writes a deterministic tree of `documents` manifests (rounded down to whole applications of ten: Deployment, CronJob,
 * Service, Ingress, NetworkPolicy, ConfigMap, ServiceAccount, HorizontalPodAutoscaler, PodDisruptionBudget, Secret),
 * three files an application. Every reference in it resolves.
 */
export function generateTree(folder: string, documents: number): void {
  const count = Math.floor(documents / documentsPerApplication);
  for (let number = 0; number < count; number++) {
    const { name, files } = application(number);
    const directory = join(folder, String(Math.floor(number / 100)).padStart(3, '0'), name);
    mkdirSync(directory, { recursive: true });
    for (const [file, manifests] of Object.entries(files))
      writeFileSync(join(directory, file), manifests.join('---\n'));
  }
}

function application(number: number): { name: string; files: Record<string, string[]> } {
  const word = words[number % words.length] ?? 'app';
  const name = `${word}-${String(number).padStart(5, '0')}`;
  const namespace = `team-${String(number % 25).padStart(2, '0')}`;
  const port = 8000 + (number % 900);
  const servicePort = [80, 8080, 443][number % 3] ?? 80;
  const host = `${name}.${['prod', 'stage', 'dev'][number % 3]}.example.com`;
  const random = pseudoRandom(number + 1);
  const metadata = (of: string = name): string => `metadata:
  name: ${of}
  namespace: ${namespace}
  labels:
    app.kubernetes.io/name: ${name}
    app.kubernetes.io/part-of: ${words[(number * 7) % words.length]}-suite
    tier: "${number % 4}"
`;
  const environment = ['LOG_LEVEL', 'CACHE_SECONDS', 'POOL_SIZE', 'RETRIES']
    .map((key) => `            - name: ${key}\n              value: "${random(1_000_000)}"\n`)
    .join('');
  const deployment = `apiVersion: apps/v1
kind: Deployment
${metadata()}spec:
  replicas: ${1 + random(6)}
  selector:
    matchLabels:
      app.kubernetes.io/name: ${name}
  strategy:
    type: RollingUpdate
    rollingUpdate:
      maxSurge: 25%
      maxUnavailable: 0
  template:
    metadata:
      labels:
        app.kubernetes.io/name: ${name}
        tier: "${number % 4}"
    spec:
      serviceAccountName: ${name}
      containers:
        - name: main
          image: registry.example.com/${word}:1.${random(30)}.${random(10)}
          ports:
            - name: http
              containerPort: ${port}
              protocol: TCP
            - name: metrics
              containerPort: 9090
          env:
${environment}          envFrom:
            - configMapRef:
                name: ${name}
          readinessProbe:
            httpGet:
              path: /ready # answered once the cache is warm
              port: http
            periodSeconds: 10
          livenessProbe:
            httpGet:
              path: /live
              port: ${port}
            initialDelaySeconds: 15
          resources:
            requests:
              cpu: ${50 * (1 + random(5))}m
              memory: ${64 * (1 + random(4))}Mi
            limits:
              memory: 512Mi
          securityContext:
            runAsNonRoot: true
            readOnlyRootFilesystem: true
`;
  const service = `apiVersion: v1
kind: Service
${metadata()}spec:
  type: ClusterIP
  selector:
    app.kubernetes.io/name: ${name}
  ports:
    - name: http
      port: ${servicePort}
      targetPort: ${number % 2 === 0 ? 'http' : port}
    - name: metrics
      port: 9090
      targetPort: metrics
`;
  const ingress = `apiVersion: networking.k8s.io/v1
kind: Ingress
${metadata()}spec:
  ingressClassName: nginx
  tls:
    - hosts:
        - ${host}
      secretName: ${name}-tls
  rules:
    - host: ${host}
      http:
        paths:
          - path: /
            pathType: Prefix
            backend:
              service:
                name: ${name}
                port:
                  ${number % 3 === 0 ? `number: ${servicePort}` : 'name: http'}
          - path: /api/v${1 + random(4)}
            pathType: ${['Prefix', 'Exact', 'ImplementationSpecific'][random(3)]}
            backend:
              service:
                name: ${name}
                port:
                  name: http
`;
  const policy = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
${metadata()}spec:
  podSelector:
    matchLabels:
      app.kubernetes.io/name: ${name}
  policyTypes:
    - Ingress
  ingress:
    - from:
        - namespaceSelector: {}
      ports:
        - port: http
        - port: metrics
`;
  const configMap = `apiVersion: v1
kind: ConfigMap
${metadata()}data:
${Array.from({ length: 8 }, (_, key) => `  key_${key}: "${random(1 << 30).toString(16)}"\n`).join('')}  app.properties: |
${Array.from({ length: 12 }, (_, option) => `    option.${option}=${random(1 << 30)}\n`).join('')}`;
  const account = `apiVersion: v1\nkind: ServiceAccount\n${metadata()}automountServiceAccountToken: false\n`;
  const autoscaler = `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
${metadata()}spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: ${name}
  minReplicas: 2
  maxReplicas: ${3 + random(18)}
  metrics:
    - type: Resource
      resource:
        name: cpu
        target:
          type: Utilization
          averageUtilization: 70
`;
  const budget = `apiVersion: policy/v1
kind: PodDisruptionBudget
${metadata()}spec:
  maxUnavailable: 1
  selector:
    matchLabels:
      app.kubernetes.io/name: ${name}
`;
  const secret = `apiVersion: v1
kind: Secret
${metadata(`${name}-tls`)}type: kubernetes.io/tls
data:
  tls.crt: ${certificate}
  tls.key: ${privateKey}
`;
  const cronJob = `apiVersion: batch/v1
kind: CronJob
${metadata()}spec:
  schedule: "${random(60)} ${random(24)} * * *"
  concurrencyPolicy: Forbid
  jobTemplate:
    spec:
      template:
        metadata:
          labels:
            job: ${name}
        spec:
          restartPolicy: Never
          containers:
            - name: clean
              image: registry.example.com/${word}-clean:1.0.${random(10)}
              args: ["--older-than", "${1 + random(90)}d"]
`;
  return {
    name,
    files: {
      'workload.yaml': [deployment, cronJob],
      'network.yaml': [service, ingress, policy],
      'misc.yaml': [configMap, account, autoscaler, budget, secret],
    },
  };
}

/** A small linear congruential generator (Numerical Recipes' constants): the same tree on every machine. */
function pseudoRandom(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
