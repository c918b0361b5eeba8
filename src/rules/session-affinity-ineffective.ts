import type { Cluster, LoadedObject } from '../model/cluster.ts';
import { modelOf } from '../model/model.ts';
import { defineRule, type Rule } from './define-rule.ts';
import { isInDoubt } from './facts/doubt.ts';
import { annotationsOf } from './facts/ingress.ts';
import { type ControllerFamily, controllerFamilyOf } from './facts/ingress-controller.ts';
import { isHeadless, isService, serviceSpec } from './facts/service.ts';
import { type IngressUser, ingressUsersOf } from './sets/ingress-users.ts';
import { kustomizationsOf } from './sets/kustomize.ts';
import { resolvedReferencesOf } from './sets/referenced-services.ts';
import { nameOf } from './wording/name.ts';

/** Session affinity that no connection gets to see. */
export const rule: Rule = defineRule({
  id: 'session-affinity-ineffective',
  title: 'Session affinity has no effect',
  group: 'exposure',
  severity: 'warning',
  since: '0.1.0',
  appliesTo: ['Service'],
  why: 'kube-proxy keeps a client with one pod when it connects to the address of the Service. A headless Service has no such address, and most ingress controllers choose among the pods themselves, so ClientIP changes nothing for what comes through them.',
  help: 'Use the sticky sessions of the ingress controller, and remove sessionAffinity.',
  sources: [
    'kubernetes v1.37.2 pkg/proxy/servicechangetracker.go: headless Services are left out',
    'ingress-nginx internal/ingress/controller/endpointslices.go; emissary-ingress/emissary#4793',
    'kubernetes v1.37.2 pkg/apis/core/v1/defaults.go: without ClientIP the configuration is removed',
  ],
  messages: {
    headless: () => 'spec.sessionAffinity has no effect on a headless Service, whose clients choose a pod themselves',
    ingress: (d: { ingress: string }) =>
      `spec.sessionAffinity has no effect on what comes through ${d.ingress}: its controller chooses among the pods itself`,
    off: () =>
      'spec.sessionAffinityConfig has no effect without spec.sessionAffinity: ClientIP, and the API server removes it',
  },
  on: {
    Object(object, { cluster, report }) {
      if (!isService(object)) return;
      const { sessionAffinity, sessionAffinityConfig, type = 'ClusterIP', externalIPs } = serviceSpec(object);
      if (sessionAffinity === undefined && sessionAffinityConfig === undefined) return;
      if (kustomizationsOf(cluster).isPatch(object.document.source.path)) return;
      if (sessionAffinity !== 'ClientIP') {
        if (!sessionAffinityConfig?.clientIP || isInDoubt(object, ['spec', 'sessionAffinity'])) return;
        report(
          'off',
          {},
          {
            where: { object, path: ['spec', 'sessionAffinityConfig'], part: 'key' },
            object,
            field: 'spec.sessionAffinityConfig',
            help: 'Add sessionAffinity: ClientIP, or remove sessionAffinityConfig.',
          },
        );
        return;
      }
      if (type !== 'ClusterIP' || isInDoubt(object, ['spec', 'clusterIP'])) return;
      const path = ['spec', 'sessionAffinity'];
      const details = { where: { object, path, part: 'value' as const }, object, field: 'spec.sessionAffinity' };
      if (isHeadless(object)) {
        report('headless', {}, { ...details, help: 'Remove sessionAffinity, or clusterIP: None.' });
        return;
      }
      const users = ingressUsersOf(cluster, object);
      const [user] = users;
      if (!user || (externalIPs?.length ?? 0) > 0) return;
      if (!users.every((each) => reachesPods(cluster, object, each)) || isUsedInside(cluster, object)) return;
      const { ingress, backend } = user;
      const family = controllerFamilyOf(modelOf(cluster), ingress);
      report(
        'ingress',
        { ingress: nameOf(ingress) },
        {
          ...details,
          ...(family === 'ingress-nginx' && {
            help: 'Add the annotation nginx.ingress.kubernetes.io/affinity: cookie to the Ingress, and remove sessionAffinity.',
          }),
          related: [
            {
              message: 'the Ingress names it here',
              where: { object: ingress, path: [...backend.path, 'name'], part: 'value' },
            },
          ],
        },
      );
    },
  },
  examples: {
    bad: [
      {
        name: 'behind ingress-nginx',
        files: {
          'service.yaml': `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  sessionAffinity: ClientIP # expect: session-affinity-ineffective
  selector:
    app: web
  ports:
    - port: 80
`,
          'ingress.yaml': `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
spec:
  ingressClassName: nginx
  rules:
    - host: web.example.com
      http:
        paths:
          - path: /
            pathType: Prefix
            backend:
              service:
                name: web
                port:
                  number: 80
`,
        },
      },
      {
        name: 'a headless Service',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  clusterIP: None
  sessionAffinity: ClientIP # expect: session-affinity-ineffective
  selector:
    app: web
  ports:
    - port: 80
`,
      },
      {
        name: 'only the configuration',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  sessionAffinityConfig: # expect: session-affinity-ineffective
    clientIP:
      timeoutSeconds: 600
  selector:
    app: web
  ports:
    - port: 80
`,
      },
    ],
    good: [
      {
        name: 'switched on and configured',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  sessionAffinity: ClientIP
  sessionAffinityConfig:
    clientIP:
      timeoutSeconds: 600
  selector:
    app: web
  ports:
    - port: 80
`,
      },
      {
        name: 'the controller is told to use the address of the Service',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  sessionAffinity: ClientIP
  selector:
    app: web
  ports:
    - port: 80
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  annotations:
    nginx.ingress.kubernetes.io/service-upstream: "true"
spec:
  ingressClassName: nginx
  rules:
    - host: web.example.com
      http:
        paths:
          - path: /
            pathType: Prefix
            backend:
              service:
                name: web
                port:
                  number: 80
`,
      },
      {
        name: 'clients inside the cluster',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  sessionAffinity: ClientIP
  selector:
    app: web
  ports:
    - port: 80
`,
      },
    ],
  },
});

/** Controllers that choose among the pods unless something tells them not to. */
const direct: ReadonlySet<ControllerFamily> = new Set(['ingress-nginx', 'agic', 'other']);

/** Whether what comes through an Ingress is spread by its controller, past the address of the Service. */
function reachesPods(cluster: Cluster, service: LoadedObject, { ingress }: IngressUser): boolean {
  const annotations = [...Object.entries(annotationsOf(ingress)), ...Object.entries(annotationsOf(service))];
  if (annotations.some(([key, value]) => /service-upstream$|nativelb$|nodeportlb$/i.test(key) && value !== 'false'))
    return false;
  const family = controllerFamilyOf(modelOf(cluster), ingress);
  if (family === 'alb') return annotationsOf(ingress)['alb.ingress.kubernetes.io/target-type'] === 'ip';
  if (family === 'gce') return /"ingress"\s*:\s*true/.test(String(annotationsOf(service)['cloud.google.com/neg']));
  return direct.has(family);
}

/** Whether a text among the files names the Service, so that somebody may connect to its address. */
function isUsedInside(cluster: Cluster, service: LoadedObject): boolean {
  return resolvedReferencesOf(cluster).some(
    ({ found }) => found.kind === 'found' && found.definitions.includes(service),
  );
}
