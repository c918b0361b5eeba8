/**
 * What Go's time.Parse(time.RFC3339, …) holds against a text, in its words; undefined when it is a time
 * (time/format.go and format_rfc3339.go of Go 1.26).
 */
export function timeProblem(text: string): string | undefined {
  const whole = rfc3339.exec(text);
  if (whole) {
    const [, year, month, day] = whole;
    return Number(day) <= daysIn(Number(year), Number(month)) ? undefined : outOfRange(text, 'day');
  }
  return firstMismatch(text);
}

const rfc3339 =
  /^(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T(?:[01]?\d|2[0-3]):[0-5]\d:[0-5]\d(?:[.,]\d+)?(?:Z|[+-](?:[01]\d|2[0-4]):(?:[0-5]\d|60))$/;

/** The pieces of the layout with the text of each; a piece of punctuation must be there literally. */
const layout: readonly {
  readonly piece: string;
  readonly form: RegExp;
  readonly name?: string;
  readonly range?: readonly [number, number];
}[] = [
  { piece: '2006', form: /^\d{4}/ },
  { piece: '-', form: /^-/ },
  { piece: '01', form: /^\d\d/, name: 'month', range: [1, 12] },
  { piece: '-', form: /^-/ },
  // The day is checked at the end, when year and month are known.
  { piece: '02', form: /^\d\d/ },
  { piece: 'T', form: /^T/ },
  { piece: '15', form: /^\d\d?/, name: 'hour', range: [0, 23] },
  { piece: ':', form: /^:/ },
  { piece: '04', form: /^\d\d/, name: 'minute', range: [0, 59] },
  { piece: ':', form: /^:/ },
  // A fraction is taken although the layout has none.
  { piece: '05', form: /^\d\d(?:[.,]\d+)?/, name: 'second', range: [0, 59] },
  { piece: 'Z07:00', form: /^(?:Z|[+-]\d\d:\d\d)/ },
];

function firstMismatch(text: string): string {
  let rest = text;
  for (const { piece, form, name, range } of layout) {
    const found = form.exec(rest)?.[0];
    if (found === undefined)
      return `parsing time ${quote(text)} as "2006-01-02T15:04:05Z07:00": cannot parse ${quote(rest)} as "${piece}"`;
    rest = rest.slice(found.length);
    const number = Number.parseInt(found, 10);
    if (name && range && (number < range[0] || number > range[1])) return outOfRange(text, name);
    if (piece === 'Z07:00' && found !== 'Z') {
      if (Number(found.slice(1, 3)) > 24) return outOfRange(text, 'time zone offset hour');
      if (Number(found.slice(4)) > 60) return outOfRange(text, 'time zone offset minute');
    }
  }
  if (rest !== '') return `parsing time ${quote(text)}: extra text: ${quote(rest)}`;
  return outOfRange(text, 'day');
}

function outOfRange(text: string, what: string): string {
  return `parsing time ${quote(text)}: ${what} out of range`;
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** The quoting of package time: bytes outside of ASCII are written in hexadecimal. */
function quote(text: string): string {
  let quoted = '"';
  for (const byte of new TextEncoder().encode(text)) {
    if (byte >= 0x80 || byte < 0x20) quoted += `\\x${byte.toString(16).padStart(2, '0')}`;
    else quoted += byte === 0x22 || byte === 0x5c ? `\\${String.fromCharCode(byte)}` : String.fromCharCode(byte);
  }
  return `${quoted}"`;
}
