import {
  type Comparison,
  type Difference,
  grades,
  type HeldUpdate,
  type SideResult,
  type Witness,
} from '../traffic/diff/difference.ts';
import type { Placed } from '../traffic/trace-result.ts';
import { answerWords } from './answer-words.ts';
import { type DiffNames, diffSummary, fieldText, gradeTitles, objectText, updateTitles } from './diff-text.ts';
import { escapeHtml } from './escape-html.ts';
import { count } from './plural.ts';

/** A comparison as one HTML file that needs nothing beside it, and runs no script. */
export function diffPage(comparison: Comparison, names: DiffNames): string {
  const { differences, unknown, updates } = comparison;
  const groups = grades
    .map((grade) => ({ grade, own: differences.filter((each) => each.grade === grade) }))
    .filter(({ own }) => own.length > 0);
  const index = groups
    .map(
      ({ grade, own }) =>
        `<li><a class="${grade}" href="#${grade}">${gradeTitles[grade]} <b>${own.length}</b></a></li>`,
    )
    .join('');
  const sections = groups
    .map(({ grade, own }) => {
      const articles = own.map((each) => article(each, names)).join('\n');
      return `<section id="${grade}"><h2 class="${grade}">${gradeTitles[grade]}</h2>\n${articles}\n</section>`;
    })
    .join('\n');
  const open = unknown.map(({ witness, needs, more }) => {
    const also = more.length > 0 ? ` and ${count(more.length, 'request')} more` : '';
    return `<li><code>${escapeHtml(witness.text)}</code>${also}: needs ${escapeHtml(needs.join(', '))}</li>`;
  });
  const title = `${names.before} → ${names.after}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body>
<h1>${escapeHtml(title)}</h1>
<p>${escapeHtml(diffSummary(comparison, names))}</p>
${index === '' ? '' : `<nav><ul>${index}</ul></nav>`}
${updatesSection(updates, names)}${sections}
${open.length === 0 ? '' : `<section><h2>cannot be told from the files</h2><ul>${open.join('\n')}</ul></section>`}
</body>
</html>
`;
}

function article({ witness, before, after, cause, keep, more, grade }: Difference, names: DiffNames): string {
  const others = more.map((each) => `<li><code>${escapeHtml(each.text)}</code></li>`).join('');
  return `<article class="${grade}">
<h3><code>${escapeHtml(witness.text)}</code></h3>
<dl>
${side(names.before, before, witness)}
${side(names.after, after, witness)}
<dt>why</dt><dd>${escapeHtml(cause.text)}</dd>
<dt>to keep it</dt><dd>${escapeHtml(keep)}</dd>
</dl>
${others === '' ? '' : `<details><summary>${count(more.length, 'request')} more</summary><ul>${others}</ul></details>`}
</article>`;
}

function updatesSection(updates: readonly HeldUpdate[], names: DiffNames): string {
  if (updates.length === 0) return '';
  const articles = updates.map((each) => updateArticle(each, names)).join('\n');
  return `<section><h2 class="lost">updates that the API server does not make</h2>\n${articles}\n</section>\n`;
}

function updateArticle(update: HeldUpdate, names: DiffNames): string {
  const { before, after, why, keep, kind } = update;
  const row = (name: string, { value, because }: HeldUpdate['before']): string =>
    `<dt>${escapeHtml(name)}</dt><dd>${escapeHtml(fieldText(update, value))} ${placesHtml(because)}</dd>`;
  return `<article class="${kind === 'refused' ? 'lost' : 'gained'}">
<h3>${updateTitles[kind]}: <code>${escapeHtml(objectText(update))}</code></h3>
<dl>
${row(names.before, before)}
${row(names.after, after)}
<dt>why</dt><dd>${escapeHtml(why)}</dd>
<dt>to keep it</dt><dd>${escapeHtml(keep)}</dd>
</dl>
</article>`;
}

function placesHtml(places: readonly Placed[]): string {
  return places.map(({ at }) => `<span class="place">${escapeHtml(`${at.file}:${at.line}`)}</span>`).join(' ');
}

function side(name: string, { outcome, because }: SideResult, { request }: Witness): string {
  const words = answerWords(outcome, typeof request.path === 'string' ? request.path : undefined);
  return `<dt>${escapeHtml(name)}</dt><dd>${escapeHtml(words)} ${placesHtml(because)}</dd>`;
}

// The system's own colours, so that light and dark both work.
const style = `
:root { color-scheme: light dark; --line: color-mix(in srgb, CanvasText 20%, Canvas); --bad: #c62828; --warn: #b26a00; --calm: #1565c0; }
@media (prefers-color-scheme: dark) { :root { --bad: #ff8a80; --warn: #ffb74d; --calm: #90caf9; } }
body { font: 15px/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 2rem; }
h3 { font-size: 1rem; margin: 0 0 .5rem; overflow-wrap: anywhere; }
nav ul { display: flex; flex-wrap: wrap; gap: .5rem; list-style: none; padding: 0; }
nav a { text-decoration: none; border: 1px solid; border-radius: 1rem; padding: .1rem .7rem; }
article { border: 1px solid var(--line); border-left: 4px solid currentColor; border-radius: 4px; padding: .75rem 1rem; margin: .75rem 0; }
article > * { color: CanvasText; }
.opened, .lost, .moved { color: var(--bad); } .gained, .redirect, .rewrite, .pods, .tls { color: var(--warn); } .status { color: var(--calm); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem; margin: 0; }
dt { color: color-mix(in srgb, CanvasText 65%, Canvas); } dd { margin: 0; overflow-wrap: anywhere; }
.place { font: .85em ui-monospace, monospace; color: color-mix(in srgb, CanvasText 65%, Canvas); white-space: nowrap; }
code { font: .9em ui-monospace, monospace; }
@media (max-width: 40rem) { dl { grid-template-columns: 1fr; } dt { margin-top: .4rem; } }
`;
