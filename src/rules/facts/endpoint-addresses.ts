import type { LoadedObject } from '../../model/cluster.ts';
import type { FieldPath } from '../../yaml/field-path.ts';
import { listAt, valueAt } from './value-at.ts';

/** An address that Endpoints or an EndpointSlice hold, and the way to it. */
export interface WrittenAddress {
  readonly address: string;
  readonly path: FieldPath;
}

/** The addresses of Endpoints or of an EndpointSlice; none for other kinds. */
export function endpointAddressesOf(object: LoadedObject): WrittenAddress[] {
  const found: WrittenAddress[] = [];
  const add = (path: FieldPath): void => {
    const address = valueAt(object.decoded.value, path);
    if (typeof address === 'string') found.push({ address, path });
  };
  const each = (path: FieldPath, visit: (at: FieldPath) => void): void => {
    for (const index of listAt(object.decoded.value, path).keys()) visit([...path, index]);
  };
  if (object.kind === 'EndpointSlice') each(['endpoints'], (at) => each([...at, 'addresses'], add));
  if (object.kind === 'Endpoints') {
    each(['subsets'], (at) => {
      for (const field of ['addresses', 'notReadyAddresses']) each([...at, field], (entry) => add([...entry, 'ip']));
    });
  }
  return found;
}
