import type { Labels } from '../../model/labels.ts';
import type { Model } from '../../model/model.ts';
import { type Pod, producerName } from '../../model/pod.ts';
import type { Client } from '../client.ts';
import type { PortEndpoint } from '../service-endpoints.ts';

/** One end of a connection, as NetworkPolicies see it. */
export type Party =
  | {
      readonly kind: 'pod';
      readonly namespace: string;
      /** Undefined: some pod of the namespace. */
      readonly labels: Labels | undefined;
      readonly hostNetwork: boolean;
      readonly ip: string | undefined;
      readonly text: string;
    }
  | { readonly kind: 'address'; readonly ip: string | undefined; readonly text: string }
  /** Whose address arrives depends on more than the files; `why` completes "and …". */
  | { readonly kind: 'unknown'; readonly why: string };

/** A pod of the set. */
export function partyOfPod(pod: Pod): Party {
  const { namespace, labels, spec, status } = pod;
  const hostNetwork = spec.hostNetwork === true;
  return { kind: 'pod', namespace, labels, hostNetwork, ip: status?.ips[0], text: producerName(pod) };
}

/** What stands behind a Service. */
export function partyOfEndpoint({ pod, ip, name }: PortEndpoint): Party {
  return pod ? partyOfPod(pod) : { kind: 'address', ip: ip ?? undefined, text: name };
}

/** Who opens a connection. */
export function partyOfClient(model: Model, client: Client): Party {
  if (client.kind === 'outside') return hidden;
  if (client.kind === 'node') {
    return { kind: 'unknown', why: 'what it means for connections from nodes differs between network plugins' };
  }
  const { namespace, pod: podName, workload } = client;
  const pods = model.producersIn(namespace).flatMap((producer) => model.podsFrom(producer));
  const pod = pods.find((each) =>
    podName !== undefined ? each.name === podName : workload !== undefined && isOf(each, workload),
  );
  if (pod) return partyOfPod(pod);
  const who = podName ?? workload;
  const text = who === undefined ? `any pod of namespace ${namespace}` : `${namespace}/${who}`;
  return { kind: 'pod', namespace, labels: undefined, hostNetwork: false, ip: undefined, text };
}

/** On the way over node ports and load balancers the address of a node may take the place of the client's. */
export const hidden: Party = {
  kind: 'unknown',
  why: "the address that arrives may be the client's, a node's or a load balancer's",
};

/** Which pods an ingress controller runs in is rarely among the files that it serves. */
export const ingressController: Party = {
  kind: 'unknown',
  why: 'the pods of the ingress controller are not among the files',
};

/** How kubectl users abbreviate kinds. */
const shortNames: Readonly<Record<string, string>> = {
  deploy: 'deployment',
  sts: 'statefulset',
  ds: 'daemonset',
  rs: 'replicaset',
  rc: 'replicationcontroller',
  cj: 'cronjob',
  po: 'pod',
};

/** Whether a workload as people write it, `deploy/web`, makes a pod. */
export function isOf({ producer }: Pod, workload: string): boolean {
  const [written = '', name] = workload.toLowerCase().split('/');
  const kind = producer.kind.toLowerCase();
  const wanted = shortNames[written] ?? written;
  return producer.name === name && (kind === wanted || `${kind}s` === wanted);
}
