import type { Secret } from '../../../model/model.ts';
import { decodeBase64 } from '../../../yaml/complete/base64.ts';

/** What a Secret holds under a key: `stringData` goes before `data`. Undefined for nothing, and for what is not base64. */
export function secretText({ data, stringData }: Secret, key: string): string | undefined {
  const encoded = data?.[key];
  return stringData?.[key] ?? (encoded === undefined ? undefined : decodeBase64(encoded));
}
