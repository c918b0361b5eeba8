import { expect, test } from '@jest/globals';
import { compact } from '../../src/report/compact.ts';
import { at, finding, options, results, tagged } from './finding-samples.ts';

test('one line a finding', () => {
  const findings = [
    finding(at('a.yaml', 'x: 1', '1')),
    finding(at('b\n.yaml', 'x', 'x'), { severity: 'info', message: 'two\nlines' }),
  ];
  expect(compact(results(findings), options)).toBe(
    'a.yaml:1:4: error: Service shop/web: port 80 has no name [service-port-name-required]\n' +
      'b\\n.yaml:1:1: info: two\\nlines [service-port-name-required]\n',
  );
});

test('only the severity is painted', () => {
  expect(compact(results([finding(at('a.yaml', 'x', 'x'))]), { ...options, paint: tagged })).toContain(
    'a.yaml:1:1: <error>error:</error> Service',
  );
});
