/** The way to a value: keys of mappings and 0-based places in lists. */
export type FieldPath = readonly (string | number)[];

/** Writes a path as the API server does: `spec.ports[0].port`. */
export function formatPath(path: FieldPath): string {
  let text = '';
  for (const step of path) {
    if (typeof step === 'number') text += `[${step}]`;
    else text += text === '' ? step : `.${step}`;
  }
  return text;
}
