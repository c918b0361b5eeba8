import type { Change, Fix } from '../diagnostics/fix.ts';
import type { LoadedObject } from '../model/cluster.ts';
import { repair } from './advice/repair.ts';
import { defineRule, type Rule } from './define-rule.ts';
import { isInDoubt } from './facts/doubt.ts';
import { annotationsOf } from './facts/ingress.ts';
import { isLive } from './facts/live.ts';
import { isPlaceholder } from './facts/placeholder.ts';
import { isExternalName, isService, serviceSpec } from './facts/service.ts';
import { serviceConflictsOf } from './sets/service-conflicts.ts';
import { pathText } from './wording/path-text.ts';

/** Services that ask for an address of their own. */
export const rule: Rule = defineRule({
  id: 'cluster-ip-pinned',
  title: 'A manifest asks for a certain cluster IP',
  group: 'exposure',
  severity: 'info',
  since: '0.1.0',
  appliesTo: ['Service'],
  why: 'A cluster IP belongs to one range of one cluster: the manifest cannot be applied to a cluster with another range, nor while another Service has the address. It is often what is left of kubectl get -o yaml.',
  help: 'Remove clusterIP and clusterIPs to get a free address, unless clients know the address by heart.',
  sources: ['Kubernetes documentation, Service: choosing your own IP address'],
  messages: {
    pinned: (d: { path: string; address: string }) =>
      `${d.path} asks for ${d.address}, so the manifest fits only a cluster that has this address free`,
  },
  on: {
    Object(object, { cluster, report }) {
      if (!isService(object)) return;
      const { clusterIP = '', clusterIPs } = serviceSpec(object);
      const address = clusterIP || clusterIPs?.[0] || '';
      if (address === '' || address === 'None' || isExternalName(object) || isLive(object)) return;
      if (isPlaceholder(address) || isInDoubt(object, ['spec', 'clusterIP'])) return;
      if (isInDoubt(object, ['spec', 'clusterIPs']) || isDns(object) || isExplained(object)) return;
      if (serviceConflictsOf(cluster).some(({ member, cause }) => member.object === object && cause.check === 'ip'))
        return;
      const path = clusterIP === '' ? ['spec', 'clusterIPs', 0] : ['spec', 'clusterIP'];
      report(
        'pinned',
        { path: pathText(path), address },
        { where: { object, path, part: 'value' }, object, field: pathText(path), fix: withoutAddress(object) },
      );
    },
  },
  examples: {
    bad: [
      {
        name: 'what is left of kubectl get',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  clusterIP: 10.96.44.5 # expect: cluster-ip-pinned
  selector:
    app: web
  ports:
    - port: 80
`,
      },
    ],
    good: [
      {
        name: 'an address that the cluster chooses',
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
        name: "the cluster's DNS server, whose address the kubelets know",
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: kube-dns
  namespace: kube-system
spec:
  clusterIP: 10.96.0.10
  selector:
    k8s-app: kube-dns
  ports:
    - port: 53
      protocol: UDP
`,
      },
    ],
  },
});

function withoutAddress(object: LoadedObject): Fix | undefined {
  const written = ['clusterIP', 'clusterIPs'].filter((key) => Object.hasOwn(serviceSpec(object), key));
  const [first, ...others] = written.map((key): Change => ({ kind: 'remove', object, path: ['spec', key] }));
  return first && repair('unsafe', 'let the cluster choose the address', [first, ...others]);
}

/** DNS servers are known by their address. */
function isDns(object: LoadedObject): boolean {
  return (serviceSpec(object).ports ?? []).some(({ port }) => port === 53);
}

/** Whether an annotation speaks of the address, and so of a decision. */
function isExplained(object: LoadedObject): boolean {
  return Object.entries(annotationsOf(object)).some(
    ([key, value]) => key !== lastApplied && /(?:cluster|static|fixed)[- ]?ips?\b/i.test(`${key} ${String(value)}`),
  );
}

/** What kubectl apply remembers of the object holds the field itself. */
const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration';
