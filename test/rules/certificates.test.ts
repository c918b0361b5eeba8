import { describe, expect, test } from '@jest/globals';
import { lint } from '../../src/index.ts';
import { filesOf } from '../../src/rules/example.ts';
import { rule } from '../../src/rules/ingress-tls-certificate-mismatch.ts';

// The certificate of the first good example holds from 2020-01-01 to 2056-01-01.
const sources = Object.entries(filesOf(rule.examples.good[0])).map(([path, text]) => ({ path, text }));

function found(today: string): string[] {
  return lint(sources, { today }).findings.map(({ severity, message }) => `${severity}: ${message}`);
}

describe('the time of a certificate', () => {
  test('has come', () => expect(found('2020-01-01')).toEqual([]));

  test('has not come yet', () => {
    const text = 'warning: Ingress web: the certificate in Secret shop-tls does not hold before 2020-01-01';
    expect(found('2019-12-31')).toEqual([text]);
  });

  test('is nearly over', () => {
    expect(found('2055-12-18')).toEqual([]);
    expect(found('2055-12-19')).toEqual([
      'info: Ingress web: the certificate in Secret shop-tls expires on 2056-01-01',
    ]);
  });

  test('is over', () => {
    const text = 'warning: Ingress web: the certificate in Secret shop-tls has expired on 2056-01-01';
    expect(found('2056-01-02')).toEqual([text]);
  });

  test('is not looked at without a day', () => expect(lint(sources).findings).toEqual([]));
});
