import { nearest } from '../../text/nearest.ts';

/** A format and where it goes: a file, or standard output. */
export interface Destination {
  readonly format: string;
  readonly file?: string;
}

/** Extensions that name a format. */
const extensions: Readonly<Record<string, string>> = {
  json: 'json',
  sarif: 'sarif',
  md: 'markdown',
  tap: 'tap',
  csv: 'csv',
  yaml: 'yaml',
  yml: 'yaml',
  svg: 'svg',
  png: 'png',
  dot: 'dot',
  gv: 'dot',
  mmd: 'mermaid',
  txt: 'text',
  html: 'html',
};

/** What .txt means, whichever of them a command has. */
const plainText: readonly string[] = ['text', 'pretty', 'table'];

/**
 * Reads the values of `-o`: `json`, `ksvc.sarif` (the extension names the format), `sarif=report.json`. The text is
 * what is wrong with them.
 */
export function destinations(
  values: readonly string[],
  formats: readonly string[],
  fallback: string,
): readonly Destination[] | string {
  if (values.length === 0) return [{ format: fallback }];
  const list: Destination[] = [];
  for (const value of values) {
    const destination = parse(value, formats);
    if (typeof destination === 'string') return destination;
    list.push(destination);
  }
  const toOut = list.filter((destination) => destination.file === undefined);
  if (toOut.length > 1) {
    const names = toOut.map(({ format }) => format).join(' and ');
    return `${names} would both go to standard output; write one to a file: -o ${toOut[1]?.format}=<file>`;
  }
  return list;
}

function parse(value: string, formats: readonly string[]): Destination | string {
  const equals = value.indexOf('=');
  if (equals >= 0) {
    const format = value.slice(0, equals);
    const file = value.slice(equals + 1);
    if (!formats.includes(format)) return unknown(format, formats);
    if (file === '') return `-o ${value}: the name of a file is missing after =`;
    return file === '-' ? { format } : { format, file };
  }
  if (formats.includes(value)) return { format: value };
  const dot = /[^/\\]\.(\w+)$/.exec(value);
  if (!dot) return unknown(value, formats);
  const format = extensions[dot[1] ?? ''];
  const usable = format === 'text' ? plainText.find((each) => formats.includes(each)) : format;
  if (usable !== undefined && formats.includes(usable)) return { format: usable, file: value };
  return `-o ${value}: no format has the extension .${dot[1]}; write it as format=${value} (formats: ${formats.join(', ')})`;
}

function unknown(format: string, formats: readonly string[]): string {
  const near = nearest(format, formats);
  return `unknown format '${format}'${near ? ` (did you mean ${near}?)` : ''}; formats: ${formats.join(', ')}`;
}
