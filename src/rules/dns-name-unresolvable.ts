import type { Cluster, LoadedObject } from '../model/cluster.ts';
import { modelOf } from '../model/model.ts';
import type { Workload } from '../objects/kinds/workload.ts';
import { nearNameOf } from './advice/near-name.ts';
import { defineRule, type Rule } from './define-rule.ts';
import { isLocalName } from './facts/local-name.ts';
import { kustomizationsOf } from './sets/kustomize.ts';
import { neighbourhoodOf } from './sets/neighbourhood.ts';
import { type ResolvedReference, resolvedReferencesOf } from './sets/referenced-services.ts';
import { isScaledByOthers } from './sets/scaled.ts';
import { selectionOf } from './sets/selection.ts';
import { nameOf } from './wording/name.ts';
import { pathText } from './wording/path-text.ts';
import { textPlace } from './wording/text-place.ts';

/** Names of Services that DNS does not know. */
export const rule: Rule = defineRule({
  id: 'dns-name-unresolvable',
  title: 'A text names a Service that does not exist',
  group: 'discovery',
  severity: 'warning',
  since: '0.1.0',
  appliesTo: ['Service', 'Pod', 'Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob'],
  why: 'Inside a cluster a Service is found by DNS: by its name in its own namespace, by name.namespace or name.namespace.svc from elsewhere. A name without such a Service is answered with NXDOMAIN. Looked at are variables, commands and arguments of containers, and names with .svc in ConfigMaps; a bare name only where it is spelled nearly like a Service, or that of another namespace.',
  help: 'Write the name of a Service that exists.',
  sources: ['Kubernetes documentation, DNS for Services and Pods; recorded answers of CoreDNS 1.15.0'],
  messages: {
    missing: (d: { place: string; host: string; service: string; namespace: string; near: string }) =>
      `${d.place} names ${d.host}, but namespace ${d.namespace} has no Service ${d.service}${d.near}`,
    unseen: (d: { place: string; host: string; service: string; namespace: string }) =>
      `${d.place} names ${d.host}, but no Service ${d.service} of namespace ${d.namespace} is among the files`,
    pod: (d: { place: string; host: string; pod: string; workload: string; pods: string }) =>
      `${d.place} names ${d.host}, but there is no pod ${d.pod}: ${d.workload} has ${d.pods}`,
    elsewhere: (d: { place: string; host: string; namespace: string; other: string }) =>
      `${d.place} names ${d.host}, which is looked up in namespace ${d.namespace}, but the Service is ${d.other}`,
  },
  on: {
    Cluster(cluster, { report, leaveOpen }) {
      const said = new Set<string>();
      let byObject: ReadonlyMap<LoadedObject, readonly ResolvedReference[]> | undefined;
      for (const reference of resolvedReferencesOf(cluster)) {
        const { object, found, form, host, service, namespace, path, key } = reference;
        if (found.kind === 'open' && form === 'full') leaveOpen();
        if (found.kind === 'found' && reference.pod !== '') {
          const set = setWithout(cluster, found.definitions, reference.pod);
          if (!set) continue;
          report(
            'pod',
            { place: textPlace(path, key), host, pod: reference.pod, workload: nameOf(set.object), pods: set.pods },
            {
              where: { object, path, part: 'value' },
              object,
              field: pathText(path),
              help: 'Write the name of a pod that exists, or more replicas.',
              related: [
                { message: 'the pods', where: { object: set.object, path: ['spec', 'replicas'], part: 'value' } },
              ],
            },
          );
          continue;
        }
        if (found.kind !== 'missing' && found.kind !== 'other-namespace') continue;
        if (form === 'short' && isLocalName(reference)) continue;
        const near = found.kind === 'missing' ? nearOf(cluster, reference) : undefined;
        // Without a hint that a Service is meant, it may as well be a host outside of the cluster.
        if (form !== 'full' && found.kind === 'missing' && near === undefined) continue;
        const seen = `${object.document.source.path} ${object.document.start} ${object.path.join('.')} ${service}.${namespace}`;
        if (said.has(seen)) continue;
        said.add(seen);
        byObject ??= groupBy(resolvedReferencesOf(cluster));
        const others = (byObject.get(object) ?? []).filter((each) => each !== reference && each.host === host);
        const related = others.slice(0, 4).map((each) => ({
          message: 'named here too',
          where: { object, path: each.path, part: 'value' as const },
        }));
        const details = { where: { object, path, part: 'value' as const }, object, field: pathText(path) };
        if (found.kind === 'other-namespace') {
          const other = nameOf(found.object);
          const right = host.replace(
            form === 'short' ? service : `${service}.${namespace}`,
            `${service}.${found.object.namespace}`,
          );
          report(
            'elsewhere',
            { place: textPlace(path, key), host, namespace, other },
            {
              ...details,
              help: `Write ${right}.`,
              related: [
                { message: 'the Service', where: { object: found.object, path: ['metadata', 'name'], part: 'value' } },
                ...related,
              ],
            },
          );
          continue;
        }
        const typed = near === undefined ? undefined : modelOf(cluster).services.get(namespace, near, object);
        const data = { place: textPlace(path, key), host, service, namespace };
        // Where nothing resembles the name, the Service may as well be in another repository.
        if (near === undefined && !cluster.complete) {
          report('unseen', data, { ...details, severity: 'info', related });
          continue;
        }
        report(
          'missing',
          { ...data, near: near === undefined ? '' : `; nearest: ${near}` },
          {
            ...details,
            ...(near !== undefined && { help: `Write ${host.replace(service, near)}.` }),
            related: [
              ...(typed
                ? [
                    {
                      message: 'a Service of nearly this name',
                      where: { object: typed.object, path: ['metadata', 'name'], part: 'value' as const },
                    },
                  ]
                : []),
              ...related,
            ],
          },
        );
      }
    },
  },
  examples: {
    bad: [
      {
        name: 'a misspelled Service',
        files: {
          'checkout.yaml': `apiVersion: apps/v1
kind: Deployment
metadata:
  name: checkout
  namespace: shop
spec:
  selector:
    matchLabels:
      app: checkout
  template:
    metadata:
      labels:
        app: checkout
    spec:
      containers:
        - name: checkout
          image: registry.example.com/checkout:1.0
          env:
            - name: PAYMENTS_URL
              value: http://paymnets.shop.svc:8080/pay # expect: dns-name-unresolvable
`,
          'payments.yaml': `apiVersion: v1
kind: Service
metadata:
  name: payments
  namespace: shop
spec:
  selector:
    app: payments
  ports:
    - port: 8080
`,
        },
      },
      {
        name: 'a bare name of another namespace',
        yaml: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: checkout
  namespace: shop
spec:
  selector:
    matchLabels:
      app: checkout
  template:
    metadata:
      labels:
        app: checkout
    spec:
      containers:
        - name: checkout
          image: registry.example.com/checkout:1.0
          args:
            - --cache=redis:6379 # expect: dns-name-unresolvable
---
apiVersion: v1
kind: Service
metadata:
  name: checkout
  namespace: shop
spec:
  selector:
    app: checkout
  ports:
    - port: 80
---
apiVersion: v1
kind: Service
metadata:
  name: redis
  namespace: cache
spec:
  selector:
    app: redis
  ports:
    - port: 6379
`,
      },
    ],
    good: [
      {
        name: 'a Service of another namespace, with its namespace',
        yaml: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: checkout
  namespace: shop
spec:
  selector:
    matchLabels:
      app: checkout
  template:
    metadata:
      labels:
        app: checkout
    spec:
      containers:
        - name: checkout
          image: registry.example.com/checkout:1.0
          args:
            - --cache=redis.cache:6379
          env:
            - name: METRICS
              value: http://collector.example.com:4318
            - name: DATABASE
              value: $(DATABASE_HOST).shop.svc:5432
---
apiVersion: v1
kind: Service
metadata:
  name: redis
  namespace: cache
spec:
  selector:
    app: redis
  ports:
    - port: 6379
`,
      },
    ],
  },
});

function groupBy(references: readonly ResolvedReference[]): ReadonlyMap<LoadedObject, readonly ResolvedReference[]> {
  const groups = new Map<LoadedObject, ResolvedReference[]>();
  for (const reference of references) {
    const group = groups.get(reference.object);
    if (group) group.push(reference);
    else groups.set(reference.object, [reference]);
  }
  return groups;
}

/** The Service of the namespace that is spelled nearly like the one that is named. */
function nearOf(cluster: Cluster, { object, service, namespace }: ResolvedReference): string | undefined {
  const { services } = modelOf(cluster);
  const near = nearNameOf(service, services.in(namespace));
  const found = near === undefined ? undefined : services.get(namespace, near, object);
  return found && neighbourhoodOf(cluster).together(object, found.object) ? near : undefined;
}

/** The StatefulSet that would have a pod of this name if it had more replicas, and the pods that it has. */
function setWithout(
  cluster: Cluster,
  services: readonly LoadedObject[],
  pod: string,
): { readonly object: LoadedObject; readonly pods: string } | undefined {
  const [, name = '', digits = ''] = /^(.+)-(\d+)$/.exec(pod) ?? [];
  const [service, ...others] = services;
  if (name === '' || !service || others.length > 0) return undefined;
  const selection = selectionOf(cluster, service);
  const found =
    selection.kind === 'workloads'
      ? selection.workloads.find(({ object }) => object.kind === 'StatefulSet' && object.name === name)
      : undefined;
  if (!found || found.alternatives.length > 1) return undefined;
  const { object } = found;
  const { replicas = 1, ordinals } = (object.decoded.value as Workload).spec ?? {};
  const first = ordinals?.start ?? 0;
  const ordinal = Number(digits);
  if (ordinal >= first && ordinal < first + replicas) return undefined;
  if (kustomizationsOf(cluster).mayAdd(object.document.source.path, 'pods') || isScaledByOthers(cluster, object)) {
    return undefined;
  }
  return {
    object,
    pods:
      replicas === 0
        ? 'none'
        : replicas === 1
          ? `${name}-${first} only`
          : `${name}-${first} to ${name}-${first + replicas - 1}`,
  };
}
