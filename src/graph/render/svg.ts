import type { Drawing, DrawnBox, DrawnLabel, DrawnLegendItem, DrawnLine, DrawnRow, DrawnText } from '../drawing.ts';
import { isMeasured } from '../layout/text-width.ts';
import { changeLooks, changeStyle } from './change-style.ts';
import { pathOf } from './path.ts';
import { stylesheet } from './svg-style.ts';
import { escapeXml, identifiers } from './xml.ts';

/** Writes a drawing as SVG: text is text, everything can be hovered over, colours follow the reader's light or dark mode. */
export function svg(drawing: Drawing): string {
  const pieces: string[] = [];
  for (const piece of svgPieces(drawing)) {
    // In one piece of memory from now on. V8 keeps what `+` makes as a tree of its parts until somebody looks at it, and
    // copies all of them whenever it collects garbage before that.
    piece.charCodeAt(0);
    pieces.push(piece);
  }
  return pieces.join('');
}

/** The same, a piece for each box and line: to make one text of a large picture takes longer than to write the pieces. */
export function* svgPieces(drawing: Drawing): Generator<string> {
  const { width, height, title, subtitle, description } = drawing;
  const idOf = identifiers();
  const changes = changeLooks.filter((look) => drawing.legend.some((item) => item.look === look));
  yield `<svg xmlns="http://www.w3.org/2000/svg" class="graph" role="img" aria-labelledby="graph-title graph-description" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
<title id="graph-title">${escapeXml(title.text)}</title>
<desc id="graph-description">${escapeXml(description)}</desc>
<style>${stylesheet}${changes.length > 0 ? changeStyle : ''}</style>
${changes.length > 0 ? markersOf([...looks, ...changes]) : markers}
<rect class="page" width="${width}" height="${height}"/>
${text('<text class="heading" x="', title)}
${text('<text class="subheading" x="', subtitle)}
`;
  for (const frame of drawing.frames) {
    const { x, y } = frame;
    yield `<g id="${idOf(`frame:${frame.id}`)}" class="frame"><rect x="${x}" y="${y}" width="${frame.width}" height="${frame.height}" rx="10"/>${text(plainText, frame.label)}</g>\n`;
  }
  for (const line of drawing.lines) yield lineText(line, drawing.isDown);
  for (const box of drawing.boxes) yield boxText(box, idOf(box.id));
  // After all lines: nothing runs through a label.
  for (const { look, label } of drawing.lines) if (label) yield labelText(look, label);
  if (drawing.legend.length > 0) yield `<g class="legend">${drawing.legend.map(legendText).join('')}</g>\n`;
  yield '</svg>\n';
}

const looks = ['works', 'broken', 'unknown', 'first', 'second', 'aside'] as const;
const lineLooks: ReadonlySet<string> = new Set([...looks, ...changeLooks]);
const markers = markersOf(looks);

function markersOf(of: readonly string[]): string {
  const all = of.map(
    (look) =>
      `<marker id="arrow-${look}" class="${look}" viewBox="0 0 8 8" refX="7.2" refY="4" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto-start-reverse"><path d="M0 .6 8 4 0 7.4z"/></marker>`,
  );
  return `<defs>${all.join('')}</defs>`;
}

function lineText({ look, points, backward, tooltip }: DrawnLine, isDown?: boolean): string {
  const end = backward ? '" marker-start="url(#arrow-' : '" marker-end="url(#arrow-';
  return `<g class="line ${look}"><title>${escapeXml(tooltip)}</title><path d="${pathOf(points, isDown)}${end}${look})"/></g>\n`;
}

function labelText(look: string, { x, y, width, height, text: label }: DrawnLabel): string {
  return `<g class="label ${look}"><rect x="${short(x)}" y="${short(y)}" width="${width}" height="${height}" rx="4"/>${text(plainText, label)}</g>\n`;
}

function boxText(box: DrawnBox, id: string): string {
  const { x, y, width, height, look, change, accent, stacked, title, details, rows, tooltip, link } = box;
  const looks = change ? `${look} ${change}` : look;
  const behind = stacked
    ? `</title><path class="behind" d="M${x + 6} ${y + height + 4}H${x + width - 2}a6 6 0 0 0 6-6V${y + 6}"/>`
    : '</title>';
  const bar =
    look === 'solid'
      ? `" rx="6"/><path class="bar" d="M${x + 6} ${y}a6 6 0 0 0-6 6v${height - 12}a6 6 0 0 0 6 6z"/>`
      : '" rx="6"/>';
  let content = `<g id="${id}" class="box ${looks} accent-${accent}"><title>${escapeXml(tooltip)}${behind}<rect class="body" x="${x}" y="${y}" width="${width}" height="${height}${bar}${text('<text class="name" x="', title)}${text('<text class="details" x="', details)}`;
  for (const row of rows) content += rowText(row, x, width);
  return link === undefined ? `${content}</g>\n` : `<a href="${escapeXml(link)}">${content}</g></a>\n`;
}

function rowText({ look, change, y, height, text: content, note }: DrawnRow, x: number, width: number): string {
  const back =
    look === 'ghost'
      ? `<rect class="ghost-row" x="${x + 9}" y="${y + 2}" width="${width - 13}" height="${height - 4}" rx="4"/>`
      : `<path class="rule" d="M${x + 7} ${y}h${width - 8}"/>`;
  const row = text(change ? `<text class="row ${look} ${change}" x="` : rowTexts[look], content);
  return note ? `${back}${row}${text('<text class="note" x="', note)}` : `${back}${row}`;
}

const rowTexts = {
  plain: '<text class="row plain" x="',
  heading: '<text class="row heading" x="',
  ghost: '<text class="row ghost" x="',
  warning: '<text class="row warning" x="',
};

function legendText({ look, x, y, text: meaning }: DrawnLegendItem): string {
  const sample = lineLooks.has(look)
    ? `<g class="line ${look}"><path d="M${x} ${y}h26" marker-end="url(#arrow-${look})"/></g>`
    : look === 'warning'
      ? `<text class="row warning" x="${x}" y="${y + 4}">⚠</text>`
      : `<g class="box ${look}"><rect class="body" x="${x + 1}" y="${y - 6}" width="24" height="12" rx="3"/></g>`;
  return `${sample}${text('<text class="meaning" x="', meaning)}`;
}

const plainText = '<text x="';

/**
 * A text after the beginning of its tag: V8 keeps what is put together as a tree of its parts, so few large ones are
 * better. Long texts and other scripts are held to the width that was measured, whichever font shows them.
 */
function text(tag: string, { x, y, text: value, width, anchor }: DrawnText): string {
  let end = anchor === 'end' ? '" text-anchor="end">' : '">';
  if (width > 0 && (width > 140 || !isMeasured(value))) {
    const anchored = anchor === 'end' ? '" text-anchor="end" textLength="' : '" textLength="';
    end = `${anchored}${short(width)}" lengthAdjust="spacingAndGlyphs">`;
  }
  return `${tag}${short(x)}" y="${short(y)}${end}${escapeXml(value)}</text>`;
}

function short(value: number): number {
  return Number.isInteger(value) ? value : Math.round(value * 10) / 10;
}
