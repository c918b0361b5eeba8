import { describe, expect, test } from '@jest/globals';
import { dnsLabel, dnsSubdomain, nearestDnsName, whyNoDnsName } from '../../../src/rules/wording/dns-name.ts';

describe('whyNoDnsName', () => {
  test.each([
    ['', 'it is empty'],
    ['a'.repeat(64), 'it has 64 characters, 63 are allowed'],
    ['Web', 'it has upper-case letters'],
    ['web app', 'it has white space'],
    ['web.v1', 'it has a dot'],
    ['web_app', 'it has "_"'],
    ['-web', 'it begins with "-"'],
    ['web-', 'it ends with "-"'],
  ])('label %j: %s', (text, reason) => {
    expect(whyNoDnsName(text, dnsLabel)).toBe(reason);
  });

  test.each([
    ['a..b', 'it has two dots in a row'],
    ['.a', 'it begins with a dot'],
    ['a.', 'it ends with a dot'],
    ['a.-b', 'a part of it begins with "-"'],
    ['a-.b', 'a part of it ends with "-"'],
  ])('name %j: %s', (text, reason) => {
    expect(whyNoDnsName(text, dnsSubdomain)).toBe(reason);
  });
});

describe('nearestDnsName', () => {
  test.each([
    ['Web_App', 'web-app'],
    ['web.v1', 'web-v1'],
    ['-web-', 'web'],
    ['web', undefined],
    ['___', undefined],
  ])('label %j → %j', (text, name) => {
    expect(nearestDnsName(text, dnsLabel)).toBe(name);
  });

  test.each([
    ['Shop..Example_com.', 'shop.example-com'],
    ['a-.b', 'a.b'],
  ])('name %j → %j', (text, name) => {
    expect(nearestDnsName(text, dnsSubdomain)).toBe(name);
  });
});
