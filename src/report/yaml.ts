/** Writes a value that JSON can hold as YAML: every text that YAML 1.1 or 1.2 might read as something else is quoted. */
export function toYaml(value: unknown): string {
  return `${blockOf(value, '').replace(/^\n/, '')}\n`;
}

/** A value below a key or a dash: short ones stay on the line, the others begin a new one. */
function blockOf(value: unknown, indent: string): string {
  if (Array.isArray(value)) {
    if (value.length === 0) return '[]';
    return value.map((item: unknown) => `\n${indent}- ${itemOf(item, `${indent}  `)}`).join('');
  }
  if (typeof value !== 'object' || value === null) return scalar(value);
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  if (entries.length === 0) return '{}';
  return entries
    .map(([key, item]) => `\n${indent}${quoted(key)}:${spaced(blockOf(item, childIndent(item, indent)))}`)
    .join('');
}

/** What stands behind a dash: a mapping begins on its line. */
function itemOf(item: unknown, indent: string): string {
  return blockOf(item, indent).replace(/^\n */, '');
}

/** Lists stand below their key without a further step, as kubectl writes them. */
function childIndent(item: unknown, indent: string): string {
  return Array.isArray(item) ? indent : `${indent}  `;
}

function spaced(text: string): string {
  return text.startsWith('\n') ? text : ` ${text}`;
}

function scalar(value: unknown): string {
  return typeof value === 'string' ? quoted(value) : String(value ?? null);
}

function quoted(text: string): string {
  if (plain.test(text) && !special.test(text)) return text;
  // JSON is YAML but for characters that YAML does not allow, or that could make text read differently from what it is.
  return JSON.stringify(text).replace(unprintable, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

// What could be a number, a date or an indicator does not begin like this.
const plain = /^[A-Za-z_/][\w./-]*$/;
const special = /^(?:y|n|yes|no|on|off|true|false|null)$/i;
const unprintable = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/g;
