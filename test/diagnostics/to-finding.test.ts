import { describe, expect, test } from '@jest/globals';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts';
import { toFinding } from '../../src/diagnostics/to-finding.ts';
import { load } from '../../src/model/load.ts';

const text =
  'apiVersion: v1\nkind: Service\nmetadata:\n  name: web\n  namespace: shop\nspec:\n  ports:\n    - port: 80\n';
const cluster = load([{ path: 'web.yaml', text }]);
const [object] = cluster.objects;
const [document] = cluster.documents;
if (!object || !document) throw new Error('not loaded');

const diagnostic: Diagnostic = {
  rule: 'a-rule',
  severity: 'warning',
  message: 'what',
  where: { object, path: ['spec', 'ports', 0, 'port'], part: 'value' },
  related: [],
};

describe('toFinding', () => {
  test('turns a place in an object into lines and columns', () => {
    expect(toFinding({ ...diagnostic, help: 'do', field: 'spec.ports[0].port', object })).toEqual({
      rule: 'a-rule',
      severity: 'warning',
      message: 'what',
      help: 'do',
      url: 'https://github.com/ksvc/ksvc/blob/main/docs/rules/a-rule.md',
      object: { apiVersion: 'v1', kind: 'Service', namespace: 'shop', name: 'web' },
      field: 'spec.ports[0].port',
      at: { file: 'web.yaml', line: 8, column: 13, endLine: 8, endColumn: 15 },
      related: [],
      fixable: false,
    });
  });

  test('turns offsets of a document and related places too', () => {
    const where = { document, start: text.indexOf('kind'), end: text.indexOf('kind') + 4 };
    const finding = toFinding({ ...diagnostic, where, related: [{ message: 'there', where: diagnostic.where }] });
    expect(finding.object).toBeNull();
    expect(finding.at).toEqual({ file: 'web.yaml', line: 2, column: 1, endLine: 2, endColumn: 5 });
    expect(finding.related).toEqual([
      { message: 'there', at: { file: 'web.yaml', line: 8, column: 13, endLine: 8, endColumn: 15 } },
    ]);
  });
});
