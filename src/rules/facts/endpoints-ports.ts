import type { LoadedObject } from '../../model/cluster.ts';
import type { FieldPath } from '../../yaml/field-path.ts';
import { listAt, valueAt } from './value-at.ts';

/** A port that Endpoints or an EndpointSlice list. */
export interface ListedPort {
  /** '' for none. */
  readonly name: string;
  readonly protocol: string;
  readonly number: number | undefined;
  readonly object: LoadedObject;
  readonly path: FieldPath;
}

/** The ports that Endpoints or an EndpointSlice list. */
export function listedPorts(object: LoadedObject): ListedPort[] {
  const { value } = object.decoded;
  const lists =
    object.kind === 'Endpoints'
      ? [...listAt(value, ['subsets']).keys()].map((at): FieldPath => ['subsets', at, 'ports'])
      : [['ports']];
  return lists.flatMap((list) =>
    [...listAt(value, list).keys()].map((index): ListedPort => {
      const path = [...list, index];
      const text = (field: string): string | undefined => {
        const found = valueAt(value, [...path, field]);
        return typeof found === 'string' ? found : undefined;
      };
      const number = valueAt(value, [...path, 'port']);
      return {
        name: text('name') ?? '',
        protocol: text('protocol') ?? 'TCP',
        number: typeof number === 'number' ? number : undefined,
        object,
        path,
      };
    }),
  );
}
