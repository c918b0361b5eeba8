import type { Model } from '../../model/model.ts';
import type { Target } from '../target.ts';
import { servicesWithNodePort } from './node-port.ts';

/** `node:31000`, or the name of a Node with a node port: a node is meant when no Service is called so. */
export function nodePortMeant(
  model: Model,
  { name, port }: Target & { readonly kind: 'name' },
): (Target & { readonly kind: 'node-port' }) | undefined {
  if (port?.kind !== 'number' || servicesWithNodePort(model, port.number).length === 0) return undefined;
  if (model.services.all.some((service) => service.name === name)) return undefined;
  if (model.nodes.has(name)) return { kind: 'node-port', port: port.number, node: name };
  return name === 'node' ? { kind: 'node-port', port: port.number, node: undefined } : undefined;
}
