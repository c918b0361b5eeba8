import { parseIp } from '../api/formats/ip.ts';
import type { Cluster, LoadedObject } from '../model/cluster.ts';
import { modelOf } from '../model/model.ts';
import { nearName } from './advice/near-name.ts';
import { writeValue } from './advice/repair.ts';
import { defineRule, type Rule } from './define-rule.ts';
import { isInDoubt } from './facts/doubt.ts';
import { isPlaceholder } from './facts/placeholder.ts';
import { isExternalName, isService, serviceSpec } from './facts/service.ts';
import { kustomizationsOf } from './sets/kustomize.ts';
import { serviceAt } from './sets/referenced-services.ts';
import { nameOf } from './wording/name.ts';

/** Aliases that lead to no host. */
export const rule: Rule = defineRule({
  id: 'external-name-ip',
  title: 'An ExternalName leads to no host',
  group: 'discovery',
  severity: 'warning',
  since: '0.1.0',
  appliesTo: ['Service'],
  why: 'A Service of type ExternalName is an alias in DNS for another name. An address is taken by the API, but it is no name: DNS gives no answer. Nor does it for an alias that leads back to itself, or to a Service that does not exist.',
  help: 'For an address, make a Service without selector and an EndpointSlice with the address.',
  sources: [
    'recorded answers of kube-apiserver v1.37.2 and CoreDNS 1.15.0',
    'Kubernetes documentation, Service: ExternalName accepts an IPv4 address, but not as an address',
  ],
  messages: {
    address: (d: { value: string }) =>
      `spec.externalName ${d.value} is an address, but an alias needs a name: DNS gives no answer`,
    loop: (d: { value: string; way: string }) => `spec.externalName ${d.value} leads back to itself: ${d.way}`,
    missing: (d: { value: string; service: string; namespace: string; near: string }) =>
      `spec.externalName ${d.value} names Service ${d.service}, which does not exist in namespace ${d.namespace}${d.near}`,
  },
  on: {
    Object(object, { cluster, report }) {
      if (!isService(object) || !isExternalName(object)) return;
      const { externalName = '' } = serviceSpec(object);
      if (externalName === '' || isPlaceholder(externalName) || isInDoubt(object, ['spec', 'externalName'])) return;
      if (kustomizationsOf(cluster).isPatch(object.document.source.path)) return;
      const path = ['spec', 'externalName'];
      const details = { where: { object, path, part: 'value' as const }, object, field: 'spec.externalName' };
      if (parseIp(externalName)) {
        report('address', { value: externalName }, details);
        return;
      }
      const target = serviceNamed(externalName);
      if (!target) return;
      const model = modelOf(cluster);
      const way = loopFrom(cluster, object);
      if (way) {
        // Each Service of a circle is part of it; it is said at the one that is written first.
        if (way.some((each) => comesBefore(cluster, each, object))) return;
        report(
          'loop',
          { value: externalName, way: [...way, object].map(nameOf).join(' → ') },
          {
            ...details,
            help: 'Let one of them lead to the host itself.',
            related: way.slice(1).map((each) => ({
              message: 'leads on from here',
              where: { object: each, path, part: 'value' as const },
            })),
          },
        );
        return;
      }
      const found = serviceAt(cluster, object, target.service, target.namespace);
      if (found.kind !== 'missing') return;
      const near = nearName(
        target.service,
        model.services.in(target.namespace).map(({ name }) => name),
      );
      report(
        'missing',
        { value: externalName, ...target, near: near === undefined ? '' : `; nearest: ${near}` },
        {
          ...details,
          severity: near !== undefined || cluster.complete ? 'warning' : 'info',
          help:
            near === undefined
              ? 'Write the name of a Service that exists.'
              : `Write ${externalName.replace(target.service, near)}.`,
          ...(near !== undefined && {
            fix: writeValue('unsafe', object, path, externalName.replace(target.service, near)),
          }),
        },
      );
    },
  },
  examples: {
    bad: [
      {
        name: 'an address',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: db
spec:
  type: ExternalName
  externalName: 10.0.0.1 # expect: external-name-ip
`,
      },
      {
        name: 'two aliases for each other',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: db
  namespace: shop
spec:
  type: ExternalName
  externalName: db.data.svc.cluster.local # expect: external-name-ip
---
apiVersion: v1
kind: Service
metadata:
  name: db
  namespace: data
spec:
  type: ExternalName
  externalName: db.shop.svc.cluster.local
`,
      },
      {
        name: 'an alias for a misspelled Service',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: db
  namespace: shop
spec:
  type: ExternalName
  externalName: postgers.data.svc.cluster.local # expect: external-name-ip
---
apiVersion: v1
kind: Service
metadata:
  name: postgres
  namespace: data
spec:
  selector:
    app: postgres
  ports:
    - port: 5432
`,
      },
    ],
    good: [
      {
        name: 'a name',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: db
spec:
  type: ExternalName
  externalName: db.example.com
`,
      },
      {
        name: 'an address of its own kind',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: db
spec:
  ports:
    - port: 5432
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata:
  name: db-1
  labels:
    kubernetes.io/service-name: db
addressType: IPv4
endpoints:
  - addresses:
      - 10.0.0.1
ports:
  - port: 5432
`,
      },
    ],
  },
});

interface Named {
  readonly service: string;
  readonly namespace: string;
}

/** The Service of a name like `db.data.svc.cluster.local`; an alias is resolved without search list, so less is none. */
function serviceNamed(name: string): Named | undefined {
  const [, service = '', namespace = ''] = inside.exec(name) ?? [];
  return service === '' ? undefined : { service, namespace };
}

const inside = /^([^.]+)\.([^.]+)\.svc\.cluster\.local\.?$/i;

/** The Services on the way from one to itself, itself first. */
function loopFrom(cluster: Cluster, start: LoadedObject): readonly LoadedObject[] | undefined {
  const model = modelOf(cluster);
  const way: LoadedObject[] = [];
  let at: LoadedObject | undefined = start;
  while (at && !way.includes(at)) {
    way.push(at);
    const target: Named | undefined = isExternalName(at) ? serviceNamed(serviceSpec(at).externalName ?? '') : undefined;
    at = target && model.services.get(target.namespace, target.service, at)?.object;
  }
  return at === start ? way : undefined;
}

function comesBefore(cluster: Cluster, a: LoadedObject, b: LoadedObject): boolean {
  return cluster.objects.indexOf(a) < cluster.objects.indexOf(b);
}
