import { setField } from './advice/repair.ts';
import { defineRule, type Rule } from './define-rule.ts';
import { isLocalName } from './facts/local-name.ts';
import { templateFacts } from './facts/pod-template.ts';
import { type ResolvedReference, resolvedReferencesOf } from './sets/referenced-services.ts';
import { pathText } from './wording/path-text.ts';
import { quote } from './wording/quote.ts';
import { textPlace } from './wording/text-place.ts';

/** Pods in the network of their node that look up names of the cluster. */
export const rule: Rule = defineRule({
  id: 'host-network-dns-policy',
  title: 'A pod with hostNetwork cannot look up names of the cluster',
  group: 'discovery',
  severity: 'warning',
  since: '0.1.0',
  appliesTo: ['Pod', 'Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet', 'ReplicationController', 'Job', 'CronJob'],
  why: 'A pod with hostNetwork: true and dnsPolicy ClusterFirst, the default, asks the name server of its node, which does not know the Services of the cluster.',
  help: 'Write dnsPolicy: ClusterFirstWithHostNet beside hostNetwork.',
  sources: [
    "Kubernetes documentation, DNS for Services and Pods: Pod's DNS Policy",
    'kubernetes v1.37.2 pkg/kubelet/network/dns/dns.go (getPodDNSType)',
  ],
  messages: {
    node: (d: { place: string; host: string; policy: string }) =>
      `${d.place} names ${d.host}, but with hostNetwork and ${d.policy} the pod asks the name server of its node, which does not know it`,
  },
  on: {
    Object(object, { cluster, report }) {
      const template = templateFacts(object);
      if (template?.spec.hostNetwork !== true) return;
      const { dnsPolicy } = template.spec;
      if (dnsPolicy === 'ClusterFirstWithHostNet' || dnsPolicy === 'None') return;
      const reference = resolvedReferencesOf(cluster).find((each) => each.object === object && isOfCluster(each));
      if (!reference) return;
      const path = [...template.path, 'spec', dnsPolicy === undefined ? 'hostNetwork' : 'dnsPolicy'];
      report(
        'node',
        {
          place: textPlace(reference.path, reference.key),
          host: reference.host,
          policy: dnsPolicy === undefined ? 'no dnsPolicy' : `dnsPolicy ${quote(dnsPolicy)}`,
        },
        {
          where: { object, path, part: 'value' },
          object,
          field: pathText(path),
          fix: setField('unsafe', object, [...template.path, 'spec', 'dnsPolicy'], 'ClusterFirstWithHostNet'),
          related: [{ message: 'the name of a Service', where: { object, path: reference.path, part: 'value' } }],
        },
      );
    },
  },
  examples: {
    bad: [
      {
        name: 'an agent on every node that sends to a Service',
        yaml: `apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: agent
  namespace: monitoring
spec:
  selector:
    matchLabels:
      app: agent
  template:
    metadata:
      labels:
        app: agent
    spec:
      hostNetwork: true # expect: host-network-dns-policy
      containers:
        - name: agent
          image: registry.example.com/agent:1.0
          env:
            - name: COLLECTOR
              value: http://collector.monitoring.svc:4318
`,
      },
    ],
    good: [
      {
        name: 'the policy for such pods',
        yaml: `apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: agent
  namespace: monitoring
spec:
  selector:
    matchLabels:
      app: agent
  template:
    metadata:
      labels:
        app: agent
    spec:
      hostNetwork: true
      dnsPolicy: ClusterFirstWithHostNet
      containers:
        - name: agent
          image: registry.example.com/agent:1.0
          env:
            - name: COLLECTOR
              value: http://collector.monitoring.svc:4318
`,
      },
      {
        name: 'names of other name servers',
        yaml: `apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: agent
spec:
  selector:
    matchLabels:
      app: agent
  template:
    metadata:
      labels:
        app: agent
    spec:
      hostNetwork: true
      containers:
        - name: agent
          image: registry.example.com/agent:1.0
          args:
            - --endpoint=https://collector.example.com:4318
            - --cluster-domain=cluster.local
`,
      },
    ],
  },
});

/** A name with `.svc`, or that of a Service of the set. */
function isOfCluster(reference: ResolvedReference): boolean {
  const { form, scheme, port, found } = reference;
  if (form === 'full') return scheme !== '' || port !== undefined || found.kind === 'found';
  return found.kind === 'found' && !isLocalName(reference);
}
