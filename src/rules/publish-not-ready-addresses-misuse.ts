import type { StringMap } from '../objects/kinds/meta.ts';
import { defineRule, type Rule } from './define-rule.ts';
import { isInDoubt } from './facts/doubt.ts';
import { isExternalName, isHeadless, isService, selectorOf, serviceSpec } from './facts/service.ts';
import { ingressUsersOf } from './sets/ingress-users.ts';
import { kustomizationsOf } from './sets/kustomize.ts';
import { nameOf } from './wording/name.ts';

/** Services for clients that hand out pods which are not ready. */
export const rule: Rule = defineRule({
  id: 'publish-not-ready-addresses-misuse',
  title: 'Clients are sent to pods that are not ready',
  group: 'exposure',
  severity: 'warning',
  since: '0.1.0',
  appliesTo: ['Service'],
  why: 'publishNotReadyAddresses makes every pod count as ready, also one that starts, fails its probe or ends. That is meant for the members of a cluster, which look each other up by a headless Service before they are ready. Clients get errors from such pods.',
  help: 'Leave publishNotReadyAddresses out, and make a headless Service of its own for the pods to find each other.',
  sources: [
    'kubernetes v1.37.2 k8s.io/endpointslice/utils.go (podToEndpoint): ready = publishNotReadyAddresses or serving and not terminating',
  ],
  messages: {
    clusterIp: () =>
      'spec.publishNotReadyAddresses is true on a Service with a cluster IP, so connections go to pods that are not ready as well',
    ingress: (d: { ingress: string; route: string }) =>
      `spec.publishNotReadyAddresses is true, but ${d.ingress} leads ${d.route} here, so requests go to pods that are not ready as well`,
  },
  on: {
    Object(object, { cluster, report }) {
      if (!isService(object) || serviceSpec(object).publishNotReadyAddresses !== true || isExternalName(object)) return;
      if (isInDoubt(object, ['spec', 'clusterIP']) || isInDoubt(object, ['spec', 'type'])) return;
      if (kustomizationsOf(cluster).isPatch(object.document.source.path)) return;
      const path = ['spec', 'publishNotReadyAddresses'];
      const details = {
        where: { object, path, part: 'value' as const },
        object,
        field: 'spec.publishNotReadyAddresses',
      };
      if (!isHeadless(object)) {
        if (isForOnePod(selectorOf(object))) return;
        report('clusterIp', {}, details);
        return;
      }
      const [user] = ingressUsersOf(cluster, object);
      if (!user) return;
      const { ingress, backend } = user;
      report(
        'ingress',
        { ingress: nameOf(ingress), route: backend.route },
        {
          ...details,
          help: 'Let the Ingress name a second Service without publishNotReadyAddresses.',
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
        name: 'a Service for clients',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  publishNotReadyAddresses: true # expect: publish-not-ready-addresses-misuse
  selector:
    app: web
  ports:
    - port: 80
`,
      },
      {
        name: 'the headless Service of a StatefulSet behind an Ingress',
        files: {
          'db.yaml': `apiVersion: v1
kind: Service
metadata:
  name: db
spec:
  clusterIP: None
  publishNotReadyAddresses: true # expect: publish-not-ready-addresses-misuse
  selector:
    app: db
  ports:
    - port: 8080
`,
          'ingress.yaml': `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: db
spec:
  ingressClassName: nginx
  rules:
    - host: db.example.com
      http:
        paths:
          - path: /
            pathType: Prefix
            backend:
              service:
                name: db
                port:
                  number: 8080
`,
        },
      },
    ],
    good: [
      {
        name: 'an address for one member of a StatefulSet',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: db-0
spec:
  publishNotReadyAddresses: true
  selector:
    app: db
    statefulset.kubernetes.io/pod-name: db-0
  ports:
    - port: 5432
`,
      },
      {
        name: 'members of a StatefulSet find each other',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: db-pods
spec:
  clusterIP: None
  publishNotReadyAddresses: true
  selector:
    app: db
  ports:
    - port: 5432
`,
      },
    ],
  },
});

/** Members of a cluster often have an address each, by which the others know them (redis-ha). */
function isForOnePod(selector: StringMap | undefined): boolean {
  return (
    selector !== undefined &&
    ('statefulset.kubernetes.io/pod-name' in selector || 'apps.kubernetes.io/pod-index' in selector)
  );
}
