/** Where one document stands in a text. */
export interface DocumentRange {
  /** The document's content, without marker lines. */
  readonly start: number;
  readonly end: number;
  /** Where a YAML reader has to begin, and lines are counted from: before `start` when something there has a say. */
  readonly scan: number;
  /** Whether the content begins on a line of its own and has no directives, so that nothing before it has a say. */
  readonly plain: boolean;
}

/**
 * Calls `visit` for each document of a text. Documents are parted by lines that begin with `---` or `...`, which YAML
 * lets occur nowhere else, and by nothing between the values of a JSON stream.
 */
export function splitDocuments(text: string, visit: (range: DocumentRange) => void): void {
  const { length } = text;
  let start = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  let end = nextMarker(text, 0);
  let scan = 0;
  let plain = true;
  let opened = false;
  let visited = 0;
  for (;;) {
    const isDashes = text.charCodeAt(end) === 0x2d;
    const before = opened ? 'content' : contentOf(text, start, end);
    // The server counts lines from the beginning, so comments and directives before a document's marker count for it.
    const leads = before !== 'content' && isDashes;
    if (
      before === 'content' ||
      (before === 'comments' && leads) ||
      (!leads && (before === 'directives' || visited === 0))
    ) {
      visitValues(text, { start, end, scan, plain: plain && before !== 'directives' }, visit);
      visited++;
    }
    if (end >= length) return;
    const line = lineEnd(text, end);
    opened = isDashes;
    const content = opened ? contentOfMarkerLine(text, end + 3, line) : -1;
    start = content === -1 ? line : content;
    if (!leads) scan = content === -1 ? line : end;
    plain = content === -1 && !(leads && before === 'directives');
    end = nextMarker(text, line - 1);
  }
}

/**
 * Offset of the next line that begins with a marker and then white space, or the end of the text. It is looked for from
 * a line break on, or from the beginning.
 */
function nextMarker(text: string, from: number): number {
  marker.lastIndex = from;
  return marker.test(text) ? marker.lastIndex - 3 : text.length;
}

const marker = /(?:\n|^\ufeff?)(?:---|\.\.\.)(?![^ \n\r\t])/g;

function isLineStart(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1);
  return before === 0x0a || (before === 0xfeff && at === 1);
}

function lineEnd(text: string, from: number): number {
  const at = text.indexOf('\n', from);
  return at === -1 ? text.length : at + 1;
}

/** What stands where a document's marker may follow: nothing, comments, directives, or content without a marker. */
function contentOf(text: string, from: number, to: number): 'nothing' | 'comments' | 'directives' | 'content' {
  let found: 'nothing' | 'comments' | 'directives' = 'nothing';
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09) continue;
    if (code === 0x25 && (at === 0 || isLineStart(text, at))) found = 'directives';
    else if (code !== 0x23) return 'content';
    else if (found === 'nothing') found = 'comments';
    at = lineEnd(text, at) - 1;
  }
  return found;
}

function contentOfMarkerLine(text: string, from: number, to: number): number {
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x20 || code === 0x09) continue;
    return code === 0x0a || code === 0x0d || code === 0x23 ? -1 : at;
  }
  return -1;
}

/** A JSON stream has several values in one document; kubectl reads each of them. */
function visitValues(text: string, range: DocumentRange, visit: (range: DocumentRange) => void): void {
  let rest = range;
  let next = nextJsonObject(text, rest.start, rest.end);
  while (next < rest.end) {
    visit({ ...rest, end: next });
    rest = { start: next, end: range.end, scan: next, plain: true };
    next = nextJsonObject(text, rest.start, rest.end);
  }
  visit(rest);
}

/** Where a second `{…}` begins directly behind a first one, else the end. */
function nextJsonObject(text: string, from: number, end: number): number {
  const open = skipWhite(text, from, end);
  if (text.charCodeAt(open) !== 0x7b) return end;
  let depth = 0;
  for (let at = open; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x22) {
      at = closingQuote(text, at + 1, end);
    } else if (code === 0x7b) {
      depth++;
    } else if (code === 0x7d) {
      depth--;
      if (depth === 0) {
        const next = skipWhite(text, at + 1, end);
        return text.charCodeAt(next) === 0x7b && next < end ? next : end;
      }
    } else if (code === 0x23 || code === 0x27) {
      return end;
    }
  }
  return end;
}

function skipWhite(text: string, from: number, end: number): number {
  let at = from;
  while (at < end) {
    const code = text.charCodeAt(at);
    if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) break;
    at++;
  }
  return at;
}

function closingQuote(text: string, from: number, end: number): number {
  for (let at = from; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x5c) at++;
    else if (code === 0x22) return at;
  }
  return end;
}
