import type { YamlNode } from '../yaml/node.ts';
import type { Json } from './kube-object.ts';

export { isMapping } from '../yaml/value.ts';

/** The value of a node as JSON has it; of a repeated key the last value. */
export function toJson(node: YamlNode): Json {
  switch (node.kind) {
    case 'scalar':
      return node.value;
    case 'sequence':
      return node.items.map(toJson);
    case 'mapping': {
      const object: Record<string, Json> = {};
      for (const { key, value } of node.entries) {
        // An assignment to `__proto__` would set the prototype instead of a property.
        if (key === '__proto__') {
          Object.defineProperty(object, key, {
            value: toJson(value),
            enumerable: true,
            configurable: true,
            writable: true,
          });
        } else {
          object[key] = toJson(value);
        }
      }
      return object;
    }
  }
}
