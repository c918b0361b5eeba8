import type { Cluster, LoadedObject } from '../model/cluster.ts';
import { namesExternal } from '../model/external.ts';
import { matchesSelector } from '../model/labels.ts';
import { modelOf } from '../model/model.ts';
import { podKinds } from '../model/unread.ts';
import type { NetworkPolicy, NetworkPolicyPeer } from '../objects/kinds/network-policy.ts';
import type { LabelSelector } from '../objects/kinds/workload.ts';
import type { FieldPath } from '../yaml/field-path.ts';
import { nearWorkloads } from './advice/near-workloads.ts';
import { defineRule, type Rule } from './define-rule.ts';
import { isInDoubt } from './facts/doubt.ts';
import { isPlaceholder } from './facts/placeholder.ts';
import { templateFacts } from './facts/pod-template.ts';
import { barredControllersOf } from './sets/barred-controllers.ts';
import { foreignPods } from './sets/foreign-pods.ts';
import { kustomizationsOf } from './sets/kustomize.ts';
import { neighbourhoodOf } from './sets/neighbourhood.ts';
import { matchingIn } from './sets/selection.ts';
import { labelsInWords } from './wording/labels.ts';
import { pathText } from './wording/path-text.ts';

/** Policies for pods that are not there. */
export const rule: Rule = defineRule({
  id: 'network-policy-selects-nothing',
  title: 'A NetworkPolicy is for no pod',
  group: 'exposure',
  severity: 'info',
  since: '0.1.0',
  appliesTo: ['NetworkPolicy'],
  why: 'A policy that selects no pod protects nothing, and a peer that selects none lets nobody in. Mostly a label is misspelled. It is only said where the files hold pods of the namespace.',
  help: 'Write labels that the pods have.',
  sources: ['kubernetes/api networking/v1/types.go (NetworkPolicySpec, NetworkPolicyPeer)'],
  messages: {
    none: (d: { labels: string; near: string | undefined }) =>
      `it selects no pod: none has ${d.labels}${d.near === undefined ? '' : `; ${d.near}`}`,
    peer: (d: { path: string; labels: string; near: string | undefined }) =>
      `${d.path} selects no pod of its namespace: none has ${d.labels}${d.near === undefined ? '' : `; ${d.near}`}`,
  },
  on: {
    Object(object, { cluster, report, leaveOpen }) {
      if (object.apiVersion !== 'networking.k8s.io/v1') return;
      if (kustomizationsOf(cluster).isPatch(object.document.source.path) || isInDoubt(object, ['spec'])) return;
      const { podSelector = {}, ingress = [], egress = [] } = (object.decoded.value as NetworkPolicy).spec ?? {};
      check(podSelector, ['spec', 'podSelector'], false);
      for (const [index, { from = [] }] of ingress.entries()) checkPeers(from, ['spec', 'ingress', index, 'from']);
      for (const [index, { to = [] }] of egress.entries()) checkPeers(to, ['spec', 'egress', index, 'to']);

      function checkPeers(peers: readonly NetworkPolicyPeer[], path: FieldPath): void {
        for (const [index, { podSelector: selector, namespaceSelector }] of peers.entries()) {
          if (selector && !namespaceSelector) check(selector, [...path, index, 'podSelector'], true);
        }
      }

      function check(selector: LabelSelector, path: FieldPath, isPeer: boolean): void {
        const selected = selects(cluster, object, selector);
        if (selected === undefined) leaveOpen();
        // Of an ingress controller that is looked for in the wrong namespace another rule speaks.
        if (selected !== false || (isPeer && isBarred())) return;
        const labels = selector.matchLabels ?? {};
        const [near] = nearWorkloads(cluster, object, labels);
        const details = {
          where: { object, path, part: 'key' as const },
          object,
          field: pathText(path),
          ...(near && {
            help: near.help.replace('in the selector', 'here'),
            related: [
              { message: 'these labels', where: { object: near.object, path: near.path, part: 'value' as const } },
            ],
          }),
        };
        const data = { labels: wordsFor(selector), near: near?.text };
        if (isPeer) report('peer', { ...data, path: pathText(path) }, details);
        else report('none', data, details);
      }

      function isBarred(): boolean {
        return barredControllersOf(cluster).some(({ policies }) => policies.some((policy) => policy.object === object));
      }
    },
  },
  examples: {
    bad: [
      {
        name: 'a label that no pod has',
        yaml: `apiVersion: apps/v1
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
    spec:
      containers:
        - name: web
          image: registry.example.com/web:1.4.2
          ports:
            - name: http
              containerPort: 8080
          readinessProbe:
            httpGet:
              path: /ready
              port: http
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: web
spec:
  podSelector: # expect: network-policy-selects-nothing
    matchLabels:
      app: wbe
  policyTypes:
    - Ingress
  ingress:
    - ports:
        - port: 8080
`,
      },
      {
        name: 'a client that is not there',
        yaml: `apiVersion: apps/v1
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
    spec:
      containers:
        - name: web
          image: registry.example.com/web:1.4.2
          ports:
            - name: http
              containerPort: 8080
          readinessProbe:
            httpGet:
              path: /ready
              port: http
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: web
spec:
  podSelector:
    matchLabels:
      app: web
  policyTypes:
    - Ingress
  ingress:
    - from:
        - podSelector: # expect: network-policy-selects-nothing
            matchLabels:
              app: frontend
`,
      },
    ],
    good: [
      {
        name: 'the label of the pods',
        yaml: `apiVersion: apps/v1
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
    spec:
      containers:
        - name: web
          image: registry.example.com/web:1.4.2
          ports:
            - name: http
              containerPort: 8080
          readinessProbe:
            httpGet:
              path: /ready
              port: http
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: web
spec:
  podSelector:
    matchLabels:
      app: web
  policyTypes:
    - Ingress
  ingress:
    - ports:
        - port: 8080
`,
      },
      {
        name: 'all pods',
        yaml: `apiVersion: apps/v1
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
    spec:
      containers:
        - name: web
          image: registry.example.com/web:1.4.2
          ports:
            - name: http
              containerPort: 8080
          readinessProbe:
            httpGet:
              path: /ready
              port: http
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: closed
spec:
  podSelector: {}
  policyTypes:
    - Ingress
`,
      },
    ],
  },
});

/** Whether a selector matches pods of the policy's namespace; undefined when there may be others. */
function selects(cluster: Cluster, policy: LoadedObject, selector: LabelSelector): boolean | undefined {
  const { matchLabels = {}, matchExpressions = [] } = selector;
  const pairs = Object.entries(matchLabels);
  if (pairs.length === 0 && !matchExpressions.some(({ operator }) => operator === 'In' || operator === 'Exists'))
    return true;
  if (pairs.flat().some(isPlaceholder)) return undefined;
  const model = modelOf(cluster);
  const namespace = model.namespaceOf(policy);
  const matching = matchingIn(model, namespace, matchLabels).filter((object) => {
    if (matchExpressions.length === 0) return true;
    return matchesSelector(selector, new Map(Object.entries(templateFacts(object)?.labels ?? {})));
  });
  const { together, knows } = neighbourhoodOf(cluster);
  if (matching.some((object) => together(policy, object))) return true;
  if (matching.length > 0 || !knows('pods', namespace, policy)) return undefined;
  if (namesExternal(cluster, podKinds)) return undefined;
  return foreignPods(cluster, policy, namespace, matchLabels) ? undefined : false;
}

function wordsFor({ matchLabels = {}, matchExpressions = [] }: LabelSelector): string {
  const pairs = Object.keys(matchLabels).length > 0 ? [labelsInWords(matchLabels)] : [];
  const others = matchExpressions.map(
    ({ key = '', operator = '', values = [] }) =>
      `${key} ${operator}${values.length > 0 ? ` (${values.join(', ')})` : ''}`,
  );
  return [...pairs, ...others].join(' and ');
}
