/** An element of a document. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  readonly text: string;
}

/** Reads XML 1.0 without DTDs, and throws at anything that a conforming parser would refuse. */
export function parseXml(xml: string): XmlElement {
  if (/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.test(xml))
    throw new Error('a character that XML cannot hold');
  let at = 0;
  const take = (pattern: RegExp): RegExpExecArray | undefined => {
    const sticky = new RegExp(pattern.source, 'uy');
    sticky.lastIndex = at;
    const match = sticky.exec(xml);
    if (match) at = sticky.lastIndex;
    return match ?? undefined;
  };
  const expected = (what: string): Error => new Error(`${what} expected at: ${xml.slice(at, at + 40)}`);
  take(/<\?xml version="1\.0" encoding="UTF-8"\?>\n/);
  const root = element();
  take(/\s*/);
  if (at !== xml.length) throw expected('the end');
  return root;

  function element(): XmlElement {
    const open = take(/<([A-Za-z][\w.-]*)/);
    if (!open) throw expected('an element');
    const name = open[1] ?? '';
    const attributes: Record<string, string> = {};
    for (let match = take(/\s+([A-Za-z][\w.-]*)="([^"<]*)"/); match; match = take(/\s+([A-Za-z][\w.-]*)="([^"<]*)"/)) {
      const [, key = '', value = ''] = match;
      if (Object.hasOwn(attributes, key)) throw new Error(`attribute ${key} twice`);
      attributes[key] = decode(value);
    }
    if (take(/\s*\/>/)) return { name, attributes, children: [], text: '' };
    if (!take(/\s*>/)) throw expected('>');
    const children: XmlElement[] = [];
    let text = '';
    for (;;) {
      const content = take(/[^<]+/);
      if (content) {
        if (content[0].includes(']]>')) throw new Error(']]> in a text');
        text += decode(content[0]);
      } else if (take(/<\/([A-Za-z][\w.-]*)\s*>/)) {
        if (!xml.slice(0, at).endsWith(`</${name}>`)) throw new Error(`${name} is not closed`);
        return { name, attributes, children, text };
      } else children.push(element());
    }
  }
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function decode(text: string): string {
  return text.replace(/&([^;]*);?/g, (whole, name: string) => {
    const code = /^#(\d+)$/.exec(name)?.[1];
    const char = code === undefined ? entities[name] : String.fromCodePoint(Number(code));
    if (char === undefined || !whole.endsWith(';')) throw new Error(`unknown entity ${whole}`);
    return char;
  });
}
