/** Makes an element; texts are texts, whatever they look like. */
export function element(
  name: string,
  attributes: { readonly [name: string]: string } = {},
  ...children: readonly (Node | string)[]
): HTMLElement {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** A list, or nothing for no items. */
export function list(title: string, items: readonly (Node | string)[]): Node[] {
  if (items.length === 0) return [];
  return [element('h3', {}, title), element('ul', {}, ...items.map((item) => element('li', {}, item)))];
}
