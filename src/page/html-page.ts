import { escapeHtml } from '../report/escape-html.ts';
import { pageStyle } from './page-style.ts';

/** A page that asks nobody for anything: what is not in it is not loaded, whatever its texts say. */
export function htmlPage(title: string, look: 'whole' | 'report', body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<title>${escapeHtml(title)}</title>
<style>${pageStyle}</style>
</head>
<body class="${look}">
<h1>${escapeHtml(title)}</h1>
${body}
</body>
</html>
`;
}
