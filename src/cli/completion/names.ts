import { type LoadedObject, load } from '../../index.ts';
import type { Json } from '../../objects/kube-object.ts';
import { readInputs } from '../input/read-inputs.ts';
import type { Io } from '../io.ts';

/** Names in manifests that a command line may use. */
export interface Names {
  readonly namespaces: readonly string[];
  readonly hosts: readonly string[];
  /** `web`, or `shop/web` where the manifest names a namespace. */
  readonly services: readonly string[];
  /** `svc/web`, or `web.shop` where the manifest names a namespace. */
  readonly serviceTargets: readonly string[];
  readonly ingresses: readonly string[];
  /** `web`, or `web.shop`. */
  readonly dnsNames: readonly string[];
}

/** The names in the manifests of some paths; none when there is so much that a person would wait. */
export async function namesOf(paths: readonly string[], io: Io): Promise<Names> {
  const { sources } = await readInputs(
    paths.filter((path) => path !== '-'),
    { ...io, stdin: { isPiped: () => false, read: () => new Uint8Array() } },
  );
  let size = 0;
  for (const { text } of sources) size += text.length;
  const objects = size > 4_000_000 ? [] : load(sources).objects;
  const namespaces = unique(objects.map(({ namespace }) => namespace).filter((namespace) => namespace !== ''));
  const services = objects.filter(({ kind }) => kind === 'Service');
  const ingresses = objects.filter(({ kind }) => kind === 'Ingress');
  const named = (join: (name: string, namespace: string) => string, alone: (name: string) => string): string[] =>
    unique(services.map(({ namespace, name }) => (namespace === '' ? alone(name) : join(name, namespace))));
  return {
    namespaces,
    hosts: unique(ingresses.flatMap(hostsOf)),
    services: named(
      (name, namespace) => `${namespace}/${name}`,
      (name) => name,
    ),
    serviceTargets: named(
      (name, namespace) => `${name}.${namespace}`,
      (name) => `svc/${name}`,
    ),
    ingresses: unique(ingresses.map(({ name }) => name)),
    dnsNames: named(
      (name, namespace) => `${name}.${namespace}`,
      (name) => name,
    ),
  };
}

/** Hosts that can be asked for: not `*.example.com`. */
function hostsOf({ decoded }: LoadedObject): string[] {
  const rules = member(member(decoded.value, 'spec'), 'rules');
  if (!Array.isArray(rules)) return [];
  return (rules as readonly Json[]).flatMap((rule) => {
    const host = member(rule, 'host');
    return typeof host === 'string' && host !== '' && !host.includes('*') ? [host] : [];
  });
}

function member(value: Json | undefined, key: string): Json | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return (value as { readonly [key: string]: Json })[key];
}

function unique(words: readonly string[]): string[] {
  return [...new Set(words)].filter((word) => word !== '').sort();
}
