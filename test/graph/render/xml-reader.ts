/** An element of a well-formed document. */
export interface Element {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: (Element | string)[];
}

/**
 * Reads a document as an XML 1.0 processor has to: anything that is not well-formed throws. Knows elements, attributes,
 * text and character references; everything else (comments, CDATA, DOCTYPE, processing instructions) is refused.
 */
export function readXml(text: string): Element {
  const illegal = /[^\t\n\r -\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.exec(text);
  if (illegal) throw new Error(`U+${illegal[0].codePointAt(0)?.toString(16)} is no XML character`);
  const root: Element = { name: '', attributes: new Map(), children: [] };
  const open: Element[] = [root];
  const token = /<(\/?)([A-Za-z][\w.-]*)((?:\s+[A-Za-z][\w:.-]*="[^"<]*")*)\s*(\/?)>|([^<]+)/gy;
  for (let at = 0; at < text.length; at = token.lastIndex) {
    token.lastIndex = at;
    const match = token.exec(text);
    if (!match) throw new Error(`not well-formed at ${at}: ${text.slice(at, at + 60)}`);
    const [, closing, name, list = '', empty, content] = match;
    const parent = open.at(-1);
    if (!parent) throw new Error('something after the root element');
    if (content !== undefined) {
      if (parent === root && content.trim() !== '') throw new Error(`text outside of the root element: ${content}`);
      parent.children.push(resolve(content));
    } else if (closing) {
      if (list.trim() !== '' || empty || open.pop()?.name !== name)
        throw new Error(`</${name}> at ${at} closes nothing`);
    } else if (name !== undefined) {
      const attributes = new Map<string, string>();
      for (const [, key = '', value = ''] of list.matchAll(/([\w:.-]+)="([^"]*)"/g)) {
        if (attributes.has(key)) throw new Error(`attribute ${key} twice at ${at}`);
        attributes.set(key, resolve(value));
      }
      const element: Element = { name, attributes, children: [] };
      parent.children.push(element);
      if (!empty) open.push(element);
    }
  }
  if (open.length !== 1) throw new Error(`<${open.at(-1)?.name}> is never closed`);
  const elements = root.children.filter((child) => typeof child !== 'string');
  const [only] = elements;
  if (!only || elements.length !== 1) throw new Error(`${elements.length} root elements`);
  return only;
}

/** Every element, in the order of the document. */
export function allElements(element: Element): Element[] {
  return [element, ...element.children.flatMap((child) => (typeof child === 'string' ? [] : allElements(child)))];
}

/** The text in an element, without that of elements in it. */
export function textOf(element: Element): string {
  return element.children.filter((child) => typeof child === 'string').join('');
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function resolve(text: string): string {
  if (text.includes(']]>')) throw new Error(']]> in text');
  return text.replace(/&(?:#(\d+)|([a-z]+));|&/g, (whole, number?: string, name?: string) => {
    const char = number === undefined ? named[name ?? ''] : String.fromCodePoint(Number(number));
    if (char === undefined) throw new Error(`${whole} is no reference`);
    return char;
  });
}
