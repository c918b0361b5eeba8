import type { Finding } from '../diagnostics/finding.ts';
import type { Position } from '../text/position.ts';
import { toJson } from './json.ts';
import type { Reporter, RuleText } from './reporter.ts';

/** SARIF 2.1.0 (OASIS), for code scanning services and editors. */
export const sarif: Reporter = ({ findings, rules }, { directory, version }) => {
  const ids = [...new Set(findings.map(({ rule }) => rule))].sort();
  const indexOf = new Map(ids.map((id, index) => [id, index]));
  const place = (at: Position): object => physicalLocation(at, directory);
  return toJson({
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'ksvc',
            version,
            informationUri: 'https://github.com/ksvc/ksvc',
            rules: ids.map((id) => descriptor(id, rules.get(id))),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: findings.map((finding) => result(finding, indexOf.get(finding.rule) ?? -1, place)),
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

function physicalLocation(at: Position, directory: string): object {
  return {
    artifactLocation: { uri: uriOf(at.file, directory) },
    region: { startLine: at.line, startColumn: at.column, endLine: at.endLine, endColumn: at.endColumn },
  };
}

/** Relative to the working directory where the file is below it, so that a report means the same in every checkout. */
function uriOf(file: string, directory: string): string {
  const path = file.replaceAll('\\', '/');
  const root = `${directory.replaceAll('\\', '/').replace(/\/$/, '')}/`;
  const relative = path.startsWith(root) ? path.slice(root.length) : path;
  // Half a surrogate pair, possible in names of files, cannot be encoded.
  const uri = relative
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .split('/')
    .map(encodeURIComponent)
    .join('/');
  if (relative.startsWith('/')) return `file://${uri}`;
  return /^[A-Za-z]:\//.test(relative) ? `file:///${uri}` : uri;
}
