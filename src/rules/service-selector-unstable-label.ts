import type { Fix } from '../diagnostics/fix.ts';
import type { Cluster, LoadedObject } from '../model/cluster.ts';
import { modelOf } from '../model/model.ts';
import { removeField } from './advice/repair.ts';
import { defineRule, type Rule } from './define-rule.ts';
import { annotationsOf } from './facts/ingress.ts';
import { isLive } from './facts/live.ts';
import { isPlaceholder } from './facts/placeholder.ts';
import { templateFacts } from './facts/pod-template.ts';
import { selectorOf } from './facts/service.ts';
import { neighbourhoodOf } from './sets/neighbourhood.ts';
import { selectionOf } from './sets/selection.ts';
import { pathText } from './wording/path-text.ts';

/** Selectors by labels that change with each release. */
export const rule: Rule = defineRule({
  id: 'service-selector-unstable-label',
  title: 'A selector uses a label that changes with each release',
  group: 'selectors',
  severity: 'warning',
  core: true,
  since: '0.1.0',
  appliesTo: ['Service'],
  why: 'During a rolling update there are pods of two releases. A selector by version, chart or a hash matches those of one: while the Service is old the new pods get nothing, and once it is new the old pods are dropped before the new ones are ready.',
  help: 'Leave the label out of the selector, and select by the name of the application.',
  sources: [
    'Kubernetes documentation, Deployments: rolling update; recommended labels',
    'thoth-station/thoth-application#13 (a common label put the version into selectors)',
  ],
  messages: {
    unstable: (d: { path: string; value: string }) =>
      `${d.path} ${d.value} changes with each release, so old and new pods never both match during an update`,
    hash: (d: { path: string; value: string; owner: string }) =>
      `${d.path} ${d.value} is written by ${d.owner}, and the next release has another one`,
    several: (d: { path: string; value: string; count: number }) =>
      `${d.path} ${d.value} chooses one of ${d.count} workloads that differ in this label`,
  },
  on: {
    Object(object, { cluster, report }) {
      const selector = selectorOf(object);
      if (!selector) return;
      for (const key in selector) {
        const meaning = unstable.get(key);
        const value = selector[key] ?? '';
        if (meaning === undefined || isPlaceholder(value)) continue;
        const selection = selectionOf(cluster, object);
        // One that matches nothing, or that is refused, has another problem.
        if (selection.kind === 'none' || selection.kind === 'nothing') continue;
        if (isLive(object) || Object.keys(annotationsOf(object)).some((each) => rollouts.test(each))) continue;
        const path = ['spec', 'selector', key];
        const details = { where: { object, path, part: 'value' as const }, object, field: pathText(path) };
        const data = { path: pathText(path), value };
        const fix = withoutLabel(cluster, object, key, selector);
        const others = workloadsBut(cluster, object, key, selector);
        if (meaning !== 'version' && meaning !== 'chart')
          report('hash', { ...data, owner: meaning }, { ...details, fix });
        else if (others.length > 1) {
          const help = 'Nothing is to be done if it is switched on purpose; otherwise leave the label out.';
          const related = others.slice(0, 4).map((each) => ({
            message: 'a workload with this label',
            where: {
              object: each,
              path: [...(templateFacts(each)?.path ?? []), 'metadata', 'labels', key],
              part: 'value' as const,
            },
          }));
          report('several', { ...data, count: others.length }, { ...details, severity: 'info', help, related });
        } else {
          // `v1` and `stable` are names of a line of releases, `1.4.2` and `web-1.4.2` are those of one.
          report('unstable', data, { ...details, fix, severity: release.test(value) ? 'warning' : 'info' });
        }
        return;
      }
    },
  },
  examples: {
    bad: [
      {
        name: 'the version of the application',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
    app.kubernetes.io/version: "1.4" # expect: service-selector-unstable-label
  ports:
    - port: 80
`,
      },
      {
        name: 'a version that nothing else tells apart',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
    version: "1.4" # expect: service-selector-unstable-label
  ports:
    - port: 80
      targetPort: http
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
        version: "1.4"
    spec:
      containers:
        - name: web
          image: registry.example.com/web:1.4
          ports:
            - name: http
              containerPort: 8080
          readinessProbe:
            httpGet:
              port: http
`,
      },
      {
        name: 'the hash of one ReplicaSet',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
    pod-template-hash: 7d9f8c6b54 # expect: service-selector-unstable-label
  ports:
    - port: 80
`,
      },
    ],
    good: [
      {
        name: 'the name of the application',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
    - port: 80
`,
      },
      {
        name: 'Argo Rollouts writes the hash',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: web-preview
  annotations:
    argo-rollouts.argoproj.io/managed-by-rollouts: web
spec:
  selector:
    app: web
    rollouts-pod-template-hash: 7d9f8c6b54
  ports:
    - port: 80
`,
      },
    ],
  },
});

/** Labels that change, by what they hold or who writes them. */
const unstable: ReadonlyMap<string, string> = new Map([
  ['version', 'version'],
  ['app.kubernetes.io/version', 'version'],
  ['helm.sh/chart', 'chart'],
  ['chart', 'chart'],
  ['image-tag', 'version'],
  ['commit', 'version'],
  ['pod-template-hash', 'the Deployment controller'],
  ['controller-revision-hash', 'the StatefulSet or DaemonSet controller'],
  ['rollouts-pod-template-hash', 'Argo Rollouts'],
]);

/** Annotations of those who switch the selector themselves. */
const rollouts = /^(?:argo-rollouts\.argoproj\.io|rollout\.argoproj\.io|flagger\.app|app\.flagger)\//;

/** A number with a part after a dot, or the hash of a commit. */
const release = /\d\.\d|^(?=.*\d)[0-9a-f]{7,40}$/;

/** Leaves the label out, where the others choose the same workloads. */
function withoutLabel(
  cluster: Cluster,
  service: LoadedObject,
  key: string,
  selector: { readonly [key: string]: string },
): Fix | undefined {
  const { [key]: value = '', ...rest } = selector;
  if (Object.keys(rest).length === 0) return undefined;
  const model = modelOf(cluster);
  const chosen = model
    .producersIn(model.namespaceOf(service))
    .map((object) => templateFacts(object)?.labels ?? {})
    .filter((labels) => Object.entries(rest).every(([name, wanted]) => labels[name] === wanted));
  if (chosen.length === 0 || chosen.some((labels) => labels[key] !== value)) return undefined;
  return removeField('unsafe', service, ['spec', 'selector', key]);
}

/** The workloads that have the other labels of the selector, when they differ in this one. */
function workloadsBut(
  cluster: Cluster,
  service: LoadedObject,
  key: string,
  selector: { readonly [key: string]: string },
): LoadedObject[] {
  const model = modelOf(cluster);
  const { together } = neighbourhoodOf(cluster);
  const values = new Set<string>();
  const found = model.producersIn(model.namespaceOf(service)).filter((object) => {
    const labels = templateFacts(object)?.labels;
    const value = labels?.[key];
    if (!labels || value === undefined || !together(service, object)) return false;
    for (const each in selector) if (each !== key && labels[each] !== selector[each]) return false;
    values.add(value);
    return true;
  });
  return values.size > 1 ? found : [];
}
