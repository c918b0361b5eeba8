/** A value for a script to read: nothing in it can end the element, or begin another one. */
export function dataElement(id: string, value: unknown): string {
  const json = JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (char) => {
    return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
  return `<script type="application/json" id="${id}">${json}</script>`;
}

/** A script of ours. The library's own texts may name elements. */
export function scriptElement(script: string): string {
  return `<script>${script.replace(/<(?=\/script|!--|script)/gi, '\\x3c')}</script>`;
}
