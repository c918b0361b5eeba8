import type { Finding } from '../diagnostics/finding.ts';
import { fingerprintsOf } from '../diagnostics/identity.ts';
import { toJson } from './json.ts';
import type { Reporter } from './reporter.ts';
import { repositoryPath } from './repository-path.ts';

/** GitLab's code quality report, a part of Code Climate's: what a merge request has made worse, or better. */
export const gitlab: Reporter = ({ findings }, options) => {
  const pathOf = (file: string): string => repositoryPath(file, options);
  const fingerprints = fingerprintsOf(findings, pathOf);
  return toJson(findings.map((finding, index) => issue(finding, pathOf(finding.at.file), fingerprints[index] ?? '')));
};

const severities: Readonly<Record<Finding['severity'], string>> = { error: 'major', warning: 'minor', info: 'info' };

function issue(finding: Finding, path: string, fingerprint: string): object {
  const { rule, severity, message, help, url, at } = finding;
  return {
    type: 'issue',
    check_name: rule,
    description: message,
    content: { body: [...(help ? [help] : []), url].join('\n\n') },
    categories: ['Bug Risk'],
    severity: severities[severity],
    fingerprint,
    location: { path, lines: { begin: at.line, end: at.endLine } },
  };
}
