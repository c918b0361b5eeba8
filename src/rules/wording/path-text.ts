import type { FieldPath } from '../../yaml/field-path.ts';

/** Writes a path for people: as the API server does, but `metadata.labels["app.kubernetes.io/name"]` for keys with dots. */
export function pathText(path: FieldPath): string {
  let text = '';
  for (const step of path) {
    if (typeof step === 'number') text += `[${step}]`;
    else if (!plainKey.test(step)) text += `[${JSON.stringify(step)}]`;
    else text += text === '' ? step : `.${step}`;
  }
  return text;
}

const plainKey = /^[\w$-]+$/;
