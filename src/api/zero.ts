import type { Json } from '../objects/kube-object.ts';
import type { ValueType } from './schema/types.ts';

/** What Go leaves for a null in a list or map: the zero value of the type. */
export function zero(type: ValueType): Json {
  switch (type.is) {
    case 'struct':
    case 'map':
      return {};
    case 'list':
      return [];
    case 'string':
    case 'bytes':
      return '';
    case 'bool':
      return false;
    case 'quantity':
      return '0';
    case 'int32':
    case 'int64':
    case 'uint8':
    case 'int-or-string':
      return 0;
    case 'time':
    case 'json':
      return null;
  }
}
