import type { Finding } from '../diagnostics/finding.ts';
import { fingerprintsOf } from '../diagnostics/identity.ts';
import type { Position } from '../text/position.ts';
import { toJson } from './json.ts';
import type { Reporter, ReportOptions, RuleText } from './reporter.ts';
import { isAbsolute, isStdin, repositoryPath } from './repository-path.ts';

/** SARIF 2.1.0 (OASIS), for code scanning services and editors. */
export const sarif: Reporter = ({ findings, rules }, options) => {
  const ids = [...new Set(findings.map(({ rule }) => rule))].sort();
  const indexOf = new Map(ids.map((id, index) => [id, index]));
  const place = (at: Position): object => physicalLocation(at, options);
  const fingerprints = fingerprintsOf(findings, (file) => repositoryPath(file, options));
  return toJson({
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'ksvc',
            version: options.version,
            informationUri: 'https://github.com/ksvc/ksvc',
            rules: ids.map((id) => descriptor(id, rules.get(id))),
          },
        },
        originalUriBaseIds: { [sourceRoot]: { description: { text: 'The top of the repository.' } } },
        columnKind: 'utf16CodeUnits',
        results: findings.map((finding, index) => ({
          ...result(finding, indexOf.get(finding.rule) ?? -1, place),
          partialFingerprints: { 'ksvc/v1': fingerprints[index] ?? '' },
        })),
      },
    ],
  });
};

function descriptor(id: string, rule: RuleText | undefined): object {
  if (!rule) return { id };
  return {
    id,
    shortDescription: { text: rule.title },
    fullDescription: { text: rule.why },
    help: { text: `${rule.why}\n\n${rule.help}` },
    helpUri: rule.url,
  };
}

function result(finding: Finding, ruleIndex: number, place: (at: Position) => object): object {
  const { rule, severity, message, help, at, related, object } = finding;
  const name = object ? [object.kind, object.namespace, object.name].filter(Boolean).join('/') : undefined;
  return {
    ruleId: rule,
    ruleIndex,
    level: severity === 'info' ? 'note' : severity,
    message: { text: help ? `${message}\n${help}` : message },
    locations: [
      {
        physicalLocation: place(at),
        ...(name !== undefined && { logicalLocations: [{ fullyQualifiedName: name, kind: 'object' }] }),
      },
    ],
    ...(related.length > 0 && {
      relatedLocations: related.map((other, id) => ({
        id,
        message: { text: other.message },
        physicalLocation: place(other.at),
      })),
    }),
  };
}

/** The name by which code scanning services know the top of a checkout. */
const sourceRoot = '%SRCROOT%';

function physicalLocation(at: Position, options: ReportOptions): object {
  return {
    artifactLocation: artifactLocation(repositoryPath(at.file, options)),
    region: { startLine: at.line, startColumn: at.column, endLine: at.endLine, endColumn: at.endColumn },
  };
}

function artifactLocation(path: string): object {
  // Half a surrogate pair, possible in names of files, cannot be encoded.
  const uri = path
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .split('/')
    .map(encodeURIComponent)
    .join('/');
  if (path.startsWith('/')) return { uri: `file://${uri}` };
  if (isAbsolute(path)) return { uri: `file:///${uri}` };
  return isStdin(path) ? { uri } : { uri, uriBaseId: sourceRoot };
}
