import type { Model } from '../model/model.ts';

/** Who sends a request: decides which names resolve and which addresses are in reach. */
export type Client =
  | { readonly kind: 'outside' }
  | { readonly kind: 'node'; readonly name: string }
  /** A pod: any of a namespace, the named one, or any of a workload. */
  | { readonly kind: 'pod'; readonly namespace: string; readonly pod?: string; readonly workload?: string };

/** Reads `ns`, `ns/<name>`, `ns/pod`, `ns/deploy/name`, `node/name` or `outside`; undefined when it is none of them. */
export function parseClient(text: string): Client | undefined {
  if (text === 'outside') return { kind: 'outside' };
  const [first = '', second, third, ...more] = text.split('/');
  if (first === '' || second === '' || third === '' || more.length > 0) return undefined;
  if (second === undefined) return { kind: 'pod', namespace: first };
  if (first === 'node' && third === undefined) return { kind: 'node', name: second };
  // `ns/shop` is how kubectl habits write a namespace.
  if (first === 'ns' && third === undefined) return { kind: 'pod', namespace: second };
  return third === undefined
    ? { kind: 'pod', namespace: first, pod: second }
    : { kind: 'pod', namespace: first, workload: `${second}/${third}` };
}

/** The node that a client is on, where the files tell. */
export function nodeOf(model: Model, client: Client | undefined): string | undefined {
  if (client?.kind === 'node') return client.name;
  if (client?.kind !== 'pod' || client.pod === undefined) return undefined;
  const { pod: name, namespace } = client;
  const object = model.producersIn(namespace).find((each) => each.kind === 'Pod' && each.name === name);
  return object && model.podsFrom(object)[0]?.spec.nodeName;
}

/** How a connection to an address outside the cluster is treated: for clients inside it is a shortcut. */
export function externalPart(
  client: Client | undefined,
  node: string | undefined,
): { readonly policy: 'externalTrafficPolicy' | 'none'; readonly node: string | undefined } {
  const inside = client !== undefined && client.kind !== 'outside';
  return { policy: inside ? 'none' : 'externalTrafficPolicy', node };
}
