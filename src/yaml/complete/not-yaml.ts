import type { Spot } from './spot.ts';

/** What is wrong in words for people, and where to look. */
export interface Words {
  readonly reason: string;
  readonly hint?: string;
  readonly start: number;
  readonly end: number;
}

/**
 * Text that was never meant to be read as YAML explains a failure better than YAML's own rules: templates, variables
 * and merge conflicts near the place where reading stopped.
 */
export function notYaml(spot: Spot, opening: Spot): Words | undefined {
  const lines: readonly Line[] = [
    { text: spot.line, start: spot.lineStart },
    { text: opening.line, start: opening.lineStart },
    // A text without a colon is found wrong only at the next line's.
    { text: spot.previous ?? '', start: spot.previousStart },
  ];
  for (const line of lines) {
    const found = conflict(line) ?? unrendered(line, '{{', '}}') ?? unrendered(line, '{%', '%}');
    if (found) return found;
  }
  return variable(spot);
}

interface Line {
  readonly text: string;
  readonly start: number;
}

const conflictMarkers: readonly string[] = ['<<<<<<<', '=======', '>>>>>>>'];

function conflict({ text, start }: Line): Words | undefined {
  if (!conflictMarkers.includes(text.slice(0, 7)) || (text.length > 7 && text[7] !== ' ')) return undefined;
  return {
    reason: 'a merge conflict is not resolved',
    hint: 'keep one side and remove the marker lines',
    start,
    end: start + text.trimEnd().length,
  };
}

function unrendered({ text, start }: Line, open: string, close: string): Words | undefined {
  const at = text.indexOf(open);
  // Within quotes, as in alerting rules, and in comments braces are text.
  if (at === -1 || /["'#]/.test(text.slice(0, at))) return undefined;
  const closed = text.indexOf(close, at);
  return {
    reason: 'a template is not rendered',
    hint:
      open === '{{'
        ? 'lint what it renders, as in `helm template <chart> | ksvc lint -`'
        : 'lint what it renders instead',
    start: start + at,
    end: start + (closed === -1 ? text.length : closed + close.length),
  };
}

/** `${VAR}` within a flow collection. */
function variable({ text, offset, lineEnd, character }: Spot): Words | undefined {
  if (character !== '{' || text[offset - 1] !== '$') return undefined;
  const closed = text.indexOf('}', offset);
  return {
    reason: 'a variable is not replaced',
    hint: 'put it in quotes, or replace it first, as in `envsubst < file | ksvc lint -`',
    start: offset - 1,
    end: closed === -1 || closed > lineEnd ? lineEnd : closed + 1,
  };
}
