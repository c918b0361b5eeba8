import type { Model } from '../model/model.ts';
import { parseClient } from './client.ts';
import { partyOfClient } from './policy/party.ts';

/** What is not known of a client that the files do not hold; undefined when they do, or when any of a namespace is meant. */
export function unknownClient(model: Model, from: string | undefined): string | undefined {
  const client = from === undefined ? undefined : parseClient(from);
  if (client?.kind === 'node' && model.nodes.closed && !model.nodes.has(client.name)) {
    return `there is no Node ${client.name} among the files: what depends on its zone and its pods is not known`;
  }
  if (client?.kind !== 'pod' || (client.pod ?? client.workload) === undefined) return undefined;
  const party = partyOfClient(model, client);
  if (party.kind !== 'pod' || party.labels) return undefined;
  return `${party.text} is not among the files: the labels, the node and the address of the client are not known`;
}
