import type { LintSummary } from '../diagnostics/finding.ts';
import { count, grouped } from './plural.ts';
import type { Paint } from './reporter.ts';

/** `4 files, 12 objects: 2 errors, 1 warning`, without line end. */
export function summaryLine(summary: LintSummary, paint: Paint): string {
  const { files, objects, errors, warnings, infos, unchecked, ignored = 0, known = 0, gone = 0 } = summary;
  const parts: string[] = [];
  if (errors > 0) parts.push(paint.error(count(errors, 'error')));
  if (warnings > 0) parts.push(paint.warning(count(warnings, 'warning')));
  if (infos > 0) parts.push(paint.info(count(infos, 'info')));
  if (parts.length === 0) parts.push(paint.ok('no problems'));
  if (unchecked > 0) parts.push(`${count(unchecked, 'reference')} unchecked`);
  if (ignored > 0) parts.push(`${grouped(ignored)} ignored`);
  if (known > 0) parts.push(`${grouped(known)} known to the baseline`);
  if (gone > 0) parts.push(`${grouped(gone)} of the baseline gone`);
  return `${count(files, 'file')}, ${count(objects, 'object')}: ${parts.join(', ')}`;
}
