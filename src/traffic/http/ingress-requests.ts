import type { Model } from '../../model/model.ts';
import type { Typed } from '../../model/registry.ts';
import type { Ingress } from '../../objects/kinds/ingress.ts';
import { nearest } from '../../text/nearest.ts';
import { nameOf } from '../evidence.ts';
import type { NearMiss } from '../hop.ts';
import { pathsOf } from '../ingress/rule-paths.ts';
import type { Request } from '../request.ts';

/** A request for every host and path of an Ingress; what may have been meant when there is none of that name. */
export function requestsOfIngress(
  model: Model,
  name: string,
  namespace: string,
): { readonly requests: readonly Request[] } | { readonly nearMisses: readonly NearMiss[] } {
  const ingress = model.ingresses.get(namespace, name);
  if (!ingress) return { nearMisses: nearIngresses(model, name, namespace) };
  const seen = new Set<string>();
  const requests: Request[] = [];
  const add = (host: string, path: string): void => {
    const scheme = hasTls(ingress, host) ? 'https' : 'http';
    const key = `${scheme}://${host}${path}`;
    if (seen.has(key)) return;
    seen.add(key);
    requests.push({ scheme, host, path });
  };
  for (const { host, path } of pathsOf(ingress)) add(exampleHost(host), examplePath(path));
  for (const { host = '', http } of ingress.value.spec?.rules ?? [])
    if (!http?.paths?.length) add(exampleHost(host), '/');
  if (ingress.value.spec?.defaultBackend && requests.length === 0) add(exampleHost(''), '/');
  return { requests };
}

/** A host that a rule's host takes. */
function exampleHost(pattern: string): string {
  if (pattern === '') return 'any.example.com';
  return pattern.startsWith('*.') ? `any${pattern.slice(1)}` : pattern;
}

/** A path that a rule's path takes: of a regular expression what stands before its first operator. */
function examplePath(path: string): string {
  const plain = path.replace(operators, '');
  return plain.startsWith('/') ? plain : `/${plain}`;
}

const operators = /[([{*+?|^$\\].*$/s;

function hasTls({ value }: Typed<Ingress>, host: string): boolean {
  return (value.spec?.tls ?? []).some(({ hosts = [] }) => hosts.includes(host));
}

function nearIngresses(model: Model, name: string, namespace: string): NearMiss[] {
  const here = model.ingresses.in(namespace);
  const similar = nearest(
    name,
    here.map((ingress) => ingress.name),
  );
  return model.ingresses.all
    .filter((ingress) => (ingress.namespace === namespace ? ingress.name === similar : ingress.name === name))
    .map((ingress) => nameOf(ingress.object, `Ingress ${ingress.namespace}/${ingress.name}`))
    .slice(0, 3);
}
