/**
 * Whether a value is still to be filled in, by a template or by hand: nothing can be said about it. `{{ .Values.x }}`,
 * `${HOST}`, `$(HOST)`, `<your domain>`, `REPLACE_ME`, `__HOST__`.
 */
export function isPlaceholder(value: unknown): boolean {
  return typeof value === 'string' && placeholder.test(value);
}

const placeholder =
  /\{\{.*\}\}|\$\{[^}]+\}|\$\([A-Za-z_]\w*\)|<[A-Za-z][\w .-]*>|__[A-Z][A-Z0-9_]*__|^(?:REPLACE|CHANGE)[-_ ]?ME$/i;
