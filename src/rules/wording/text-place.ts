import type { FieldPath } from '../../yaml/field-path.ts';
import { pathText } from './path-text.ts';

/** Where a text of a container or a ConfigMap stands: `variable PAYMENTS_URL`, `argument --cache`, else its path. */
export function textPlace(path: FieldPath, key: string): string {
  if (path.includes('env') && key !== '') return `variable ${key}`;
  return key.startsWith('-') ? `argument ${key}` : pathText(path);
}
