import type { YamlSyntaxProblem } from '../document.ts';
import { type Failure, serverText } from './failure.ts';
import { notYaml, type Words } from './not-yaml.ts';
import { type Spot, spotAt } from './spot.ts';

/** Puts a failure into words for people, at the place where they have to look. */
export function explain(text: string, start: number, end: number, failure: Failure): YamlSyntaxProblem {
  const { mark, context } = failure;
  const spot = spotAt(text, start, end, mark.offset);
  const opening = spotAt(text, start, end, context?.offset ?? mark.offset);
  const words = notYaml(spot, opening) ?? describe(failure, spot, opening);
  return { kind: 'syntax', ...words, server: serverText(failure) };
}

function describe({ message, stage }: Failure, spot: Spot, opening: Spot): Words {
  const character = { start: spot.offset, end: Math.min(spot.offset + 1, spot.lineEnd) };
  switch (message) {
    case 'found character that cannot start any token':
      if (spot.character === '\t') return tab(spot);
      return {
        reason: `a value cannot begin with ${spot.character === '`' ? 'a backtick' : `\`${spot.character}\``}`,
        hint: 'put the value in quotes',
        ...character,
      };
    case 'found a tab character that violates indentation':
    case 'found a tab character where an indentation space is expected':
      return tab(spot);
    case 'mapping values are not allowed in this context':
      return secondColon(spot);
    case "could not find expected ':'":
      return keyWithoutColon(opening.text.slice(opening.offset, opening.lineEnd).trimEnd(), opening.offset);
    case 'did not find expected key':
      return unexpectedText(spot);
    case "did not find expected '-' indicator":
      return {
        reason: 'this line stands among list items but does not begin with `- `',
        hint: 'begin it with `- `, or indent it to belong to the item above',
        ...restOfLine(spot),
      };
    case "did not find expected ',' or ']'":
    case "did not find expected ',' or '}'":
      return unclosed(spot, opening);
    case 'did not find expected node content':
      return {
        reason: spot.character === '' ? 'a value is missing' : `\`${spot.character}\` stands where a value is expected`,
        hint: 'put the value in quotes if it is text',
        ...character,
      };
    case 'block sequence entries are not allowed in this context':
      return {
        reason: 'a list item cannot stand on the line of its key',
        hint: 'begin the list on the next line',
        ...restOfLine(spot),
      };
    case 'mapping keys are not allowed in this context':
      return { reason: '`?` stands where no key can begin', hint: 'put the value in quotes', ...character };
    case 'found unexpected end of stream':
    case 'found unexpected document indicator':
      return {
        reason: 'the quote that begins here is never closed',
        hint: `add the closing ${opening.character}`,
        ...restOfLine(opening),
      };
    case 'found unknown escape character':
      return {
        reason: `\`${spot.text.slice(spot.offset, Math.min(spot.offset + 2, spot.lineEnd))}\` is no escape in double quotes`,
        hint: 'write `\\\\` for a backslash, or use single quotes',
        start: spot.offset,
        end: Math.min(spot.offset + 2, spot.lineEnd),
      };
    case 'did not find expected hexdecimal number':
    case 'found invalid Unicode character escape code':
      return {
        reason: 'an escape in double quotes has no valid hexadecimal number',
        hint: 'write `\\\\` for a backslash, or use single quotes',
        ...character,
      };
    case 'did not find expected alphabetic or numeric character':
      return {
        reason: `\`${opening.character}\` begins ${opening.character === '*' ? 'an alias' : 'an anchor'}, but no name of one follows`,
        hint: 'put the value in quotes',
        ...restOfLine(opening),
      };
    case 'did not find expected comment or line break':
      return { reason: 'text stands where the line has to end', hint: 'put it on the next line', ...restOfLine(spot) };
    case 'control characters are not allowed':
      return {
        reason: `a control character, ${codePoint(spot.character)}`,
        hint: 'remove it, or write it as an escape in double quotes',
        ...character,
      };
    case 'found incompatible YAML document':
      return {
        reason: 'this version of YAML is refused',
        hint: 'remove the line: the server reads YAML 1.1 only',
        ...restOfLine(spot),
      };
    default:
      return stage === 'decoder' ? describeValue(message, spot) : { reason: message, ...restOfLine(spot) };
  }
}

/** What go-yaml finds wrong with a value that it could scan and parse. */
function describeValue(message: string, spot: Spot): Words {
  const place = restOfLine(spot);
  const words = /^yaml: cannot decode !!\w+ `(.*)` as a (!!\w+)$/s.exec(message);
  if (words) return { reason: `\`${clip(words[1] ?? '')}\` is no ${words[2]}`, hint: 'remove the tag', ...place };
  if (message.startsWith('yaml: unknown anchor')) {
    return { reason: 'no anchor has the name of this alias', hint: 'put the value in quotes if it is text', ...place };
  }
  if (message.startsWith('yaml: invalid map key')) {
    return {
      reason: 'a mapping or a list stands where a key must be',
      hint: 'put it in quotes if it is text',
      ...place,
    };
  }
  if (message.startsWith('unsupported map key of type: %!s(<nil>)')) {
    return { reason: 'a key is empty or null', hint: 'write the key, or put it in quotes', ...place };
  }
  if (message.startsWith('unsupported map key')) {
    return { reason: 'a key is too large a number', hint: 'put the key in quotes', ...place };
  }
  if (message.startsWith('json: unsupported value')) {
    return { reason: 'JSON has no such number', hint: 'put the value in quotes', ...place };
  }
  if (message === 'yaml: map merge requires map or sequence of maps as the value') {
    return { reason: '`<<` needs a mapping or a list of mappings', ...place };
  }
  return { reason: message.replace(/^yaml: /, ''), ...place };
}

function tab(spot: Spot): Words {
  const { text, lineStart, offset } = spot;
  const indents = text.slice(lineStart, offset).trim() === '';
  let end = offset;
  while (text[end] === '\t') end++;
  return {
    reason: indents ? 'a tab is used for indentation' : 'a tab stands where a key or list item begins',
    hint: 'use spaces',
    start: offset,
    end,
  };
}

function secondColon(spot: Spot): Words {
  const { text, lineStart, offset } = spot;
  const before = text.slice(lineStart, offset);
  const key = before.trimStart();
  const keyStart = offset - key.length;
  if (!/: |^- /.test(key) && spot.previous !== undefined && spot.lineStart > 0) {
    const { previous } = spot;
    if (/:(?: |$)/.test(previous.trimEnd())) {
      return {
        reason: `\`${clip(key)}\` is indented deeper than the line above, which has a value already`,
        hint: 'give both the same indentation, or remove the value above',
        start: keyStart,
        end: offset,
      };
    }
    return keyWithoutColon(previous.trim(), spot.previousStart + previous.length - previous.trimStart().length);
  }
  return {
    reason: 'a second `: ` on one line',
    hint: 'put the value in quotes if it contains `: `',
    start: offset,
    end: offset + 1,
  };
}

/** Text where a key and its colon are expected. */
function keyWithoutColon(key: string, start: number): Words {
  const place = { start, end: start + key.length };
  const hard = key.indexOf('\u00a0');
  if (hard !== -1) {
    const at = start + hard;
    return { reason: 'a no-break space (U+00A0) stands here', hint: 'replace it by a space', start: at, end: at + 1 };
  }
  const glued = /^([^\s:"'{[]+):(\S.*)$/.exec(key);
  if (glued) {
    return {
      reason: 'there is no space behind the `:`',
      hint: `write \`${clip(`${glued[1]}: ${glued[2]}`)}\``,
      ...place,
    };
  }
  return {
    reason: `\`${clip(key)}\` has no \`:\` behind it`,
    hint: 'add the colon, or indent the line if it belongs to the value above',
    ...place,
  };
}

function unexpectedText(spot: Spot): Words {
  const before = spot.text.slice(spot.lineStart, spot.offset);
  if (before.trim() !== '') {
    const quoted = /["']\s*$/.test(before);
    return {
      reason: quoted ? 'text follows the closing quote' : 'text follows a complete value',
      hint: quoted ? 'put the whole value in quotes, and double or escape the quotes in it' : 'put the value in quotes',
      ...restOfLine(spot),
    };
  }
  if (spot.character === '-') {
    return {
      reason: 'a list item stands where a key is expected',
      hint: 'indent it below the key that it belongs to',
      ...restOfLine(spot),
    };
  }
  return {
    reason: 'the indentation of this line fits none of the lines above',
    hint: 'align it with the key that it belongs beside',
    ...restOfLine(spot),
  };
}

function unclosed(spot: Spot, opening: Spot): Words {
  const closing = opening.character === '[' ? ']' : '}';
  const before = spot.text.slice(spot.lineStart, spot.offset).trim();
  const beginsLine = before === '' ? /["{[]/.test(spot.character) : /^"[^"]*"$/.test(before);
  if (beginsLine && spot.previous !== undefined && spot.lineStart > opening.lineStart) {
    const at = spot.previousStart + spot.previous.trimEnd().length;
    return { reason: 'a comma is missing at the end of this line', start: at, end: at };
  }
  const reason = `the \`${opening.character}\` that begins here is never closed`;
  if (spot.character === '' || spot.lineStart !== opening.lineStart) {
    return { reason, hint: `add the closing \`${closing}\`, or a comma between the values`, ...restOfLine(opening) };
  }
  return {
    reason: `\`,\` or \`${closing}\` is missing`,
    hint: 'put values with special characters in quotes',
    ...restOfLine(spot),
  };
}

function restOfLine({ text, offset, lineEnd }: Spot): { start: number; end: number } {
  return { start: offset, end: offset + text.slice(offset, lineEnd).trimEnd().length };
}

/** Text that is quoted in a sentence. */
function clip(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}

function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
