import type { Model } from '../../model/model.ts';
import type { SettledService } from '../../model/settled-service.ts';
import { evidence } from '../evidence.ts';
import type { Hop } from '../hop.ts';
import { findServicePort } from '../service-port.ts';
import { after, type Way } from '../way.ts';
import { serviceOfAbsoluteName } from './service-name.ts';
import type { ServiceQuery } from './service-query.ts';

/** CNAMEs that resolvers follow before they give up. */
const longestChain = 8;

/**
 * An ExternalName Service is an alias in DNS and nothing else: its ports and selector have no effect. A name of a
 * Service of the cluster is followed.
 */
export function externalName(
  model: Model,
  service: SettledService,
  query: ServiceQuery,
  follow: (model: Model, query: ServiceQuery) => Way,
): Way {
  const host = (service.spec.externalName ?? '').replace(/\.$/, '');
  const because = [evidence(`externalName: ${host}`, service.object, ['spec', 'externalName'])];
  const name = `${service.namespace}/${service.name}`;
  const hop: Hop = { kind: 'external-name', status: 'ok', text: `Service ${name} is an alias of ${host}`, because };
  const fails = (text: string): Way => ({
    hops: [{ ...hop, status: 'fail', text }],
    end: { kind: 'nowhere', reason: text, effect: 'NXDOMAIN' },
    nearMisses: [],
  });
  if (host === '') return fails(`Service ${name} names no host`);
  // An externalName that reads as an IPv4 address is a name all the same, and no name server has it.
  if (looksLikeIpv4.test(host))
    return fails(`Service ${name} is an alias of ${host}, which DNS takes for a name: NXDOMAIN`);
  const ref = query.port;
  const listed = ref?.kind === 'name' ? findServicePort(service, ref)?.port.port : ref?.number;
  const outside: Way = { hops: [hop], end: { kind: 'external', service, host, port: listed }, nearMisses: [] };
  // A proxy resolves the name itself and never asks what is behind it.
  if (query.proxied) return outside;
  const inside = serviceOfAbsoluteName(host);
  const aliases = [...(query.aliases ?? []), name];
  if (inside) {
    if (aliases.includes(`${inside.namespace}/${inside.name}`) || aliases.length > longestChain) {
      return fails(`Service ${name} is an alias of ${host}, which leads back to it`);
    }
    return after([hop], follow(model, { ...query, ...inside, near: undefined, aliases }));
  }
  return outside;
}

const looksLikeIpv4 = /^\d{1,3}(?:\.\d{1,3}){3}$/;
