import { describe, expect, test } from '@jest/globals';
import { dnsText } from '../../src/report/dns-text.ts';
import { plain } from '../../src/report/paint.ts';
import type { DnsResult } from '../../src/traffic/dns/dns.ts';

const look = { paint: plain, width: 60, ascii: false };

function asked(rcode: string, types: readonly string[] = ['A']): DnsResult['asked'] {
  return types.map((type) => ({ name: 'web.', type, rcode }));
}

describe('a lookup in text', () => {
  test('says what each name led to, once for several types', () => {
    const text = dnsText(
      { rcode: 'NOERROR', answers: [], asked: asked('NOERROR', ['A', 'AAAA']), needs: [] },
      'web',
      look,
    );
    expect(text).toBe(
      'web\n 1 ✖ web.  exists, without A or AAAA record\nno data: the name exists, but has no such record\n',
    );
  });

  test('repeats codes that it has no words for', () => {
    const text = dnsText({ rcode: 'REFUSED', answers: [], asked: asked('REFUSED'), needs: [] }, 'web', look);
    expect(text).toContain('1 ✖ web.  REFUSED');
    expect(text).toContain('REFUSED');
  });

  test('breaks long needs, and has no control characters', () => {
    const needs = [`what a DNS server outside the cluster knows of \u001b[31m.example.com`];
    const text = dnsText({ rcode: 'FORWARDED', answers: [], asked: asked('FORWARDED'), needs }, '\u001b[2J', look);
    expect(text.split('\n').every((line) => line.length <= 60)).toBe(true);
    expect(text).not.toContain('\u001b');
  });
});
