import type { GraphNode } from '../graph.ts';

/** What people call an object: `svc/api`, `deploy/shop/api`, `shop/api`, `api`; the last part is the name. */
export interface Called {
  readonly kind: string | undefined;
  readonly namespace: string | undefined;
  readonly name: string;
}

/** Reads what an object is called. */
export function readCalled(text: string): Called {
  const parts = text.split('/');
  const name = parts.pop() ?? '';
  const first = parts[0]?.toLowerCase() ?? '';
  const kind = kinds[first] ?? (kindNames.has(first) ? first : undefined);
  if (kind !== undefined) parts.shift();
  return { kind, namespace: parts[0], name };
}

/** Whether a node is what is called so. */
export function isCalled(node: GraphNode, { kind, namespace, name }: Called): boolean {
  if (node.name.toLowerCase() !== name.toLowerCase()) return false;
  if (namespace !== undefined && node.namespace !== namespace) return false;
  return kind === undefined || (node.object?.kind ?? node.kind).toLowerCase() === kind;
}

/** Short names, as kubectl knows them. */
const kinds: Readonly<Record<string, string>> = {
  svc: 'service',
  services: 'service',
  ing: 'ingress',
  ingresses: 'ingress',
  deploy: 'deployment',
  deployments: 'deployment',
  sts: 'statefulset',
  ds: 'daemonset',
  rs: 'replicaset',
  cj: 'cronjob',
  po: 'pod',
  pods: 'pod',
  ep: 'endpoints',
  netpol: 'networkpolicy',
};
const kindNames: ReadonlySet<string> = new Set([...Object.values(kinds), 'job', 'host', 'replicationcontroller']);
