import { describe, expect, test } from '@jest/globals';
import { cidrWarnings, ipWarnings } from '../../../src/api/address-warnings.ts';
import { legacyCidr } from '../../../src/api/formats/cidr.ts';
import type { Details } from '../../../src/api/formats/details.ts';
import { dns1035Label, dnsLabel } from '../../../src/api/formats/dns-label.ts';
import { dnsSubdomain, wildcardSubdomain } from '../../../src/api/formats/dns-subdomain.ts';
import { domainPrefixedPath } from '../../../src/api/formats/domain-prefixed-path.ts';
import { fullyQualifiedDomainName } from '../../../src/api/formats/fqdn.ts';
import { canonicalIp, endpointIp, legacyIp } from '../../../src/api/formats/ip.ts';
import { labelValue } from '../../../src/api/formats/label-value.ts';
import { pathSegment } from '../../../src/api/formats/path-segment.ts';
import { portName } from '../../../src/api/formats/port-name.ts';
import { portNumber } from '../../../src/api/formats/port-number.ts';
import { qualifiedName } from '../../../src/api/formats/qualified-name.ts';
import { goJson } from '../../../src/api/go-values.ts';
import type { Warning } from '../../../src/api/problem.ts';
import { goQuote } from '../../../src/text/go-quote.ts';
import { fixtures, readRecordings } from '../recordings.ts';

interface Recorded {
  readonly of: 'name' | 'address' | 'text';
  readonly value: string;
  readonly [format: string]: unknown;
}

// Computed with k8s.io/apimachinery v0.37.2 (pkg/util/validation) and Go 1.26; empty answers are left out.
const recorded = readRecordings<Recorded>(fixtures, 'formats');

const ofNames: Readonly<Record<string, (value: string) => readonly unknown[]>> = {
  dnsLabel: short(dnsLabel),
  dns1035Label: short(dns1035Label),
  dnsSubdomain: short(dnsSubdomain),
  wildcardSubdomain: short(wildcardSubdomain),
  qualifiedName: short(qualifiedName),
  labelValue: short(labelValue),
  portName: short(portName),
  domainPrefixedPath: (value) =>
    value === '' ? [] : domainPrefixedPath(value).map((half) => [half.value, withoutPattern(half.detail)]),
  fullyQualifiedDomainName: (value) => {
    const wrong = value === '' ? undefined : fullyQualifiedDomainName(value);
    return wrong ? [[wrong.value, withoutPattern(wrong.detail)]] : [];
  },
};

const ofAddresses: Readonly<Record<string, (value: string) => readonly unknown[]>> = {
  loose: (value) => legacyIp(value, false),
  strict: (value) => legacyIp(value, true),
  canonical: canonicalIp,
  looseCidr: (value) => legacyCidr(value, false),
  strictCidr: (value) => legacyCidr(value, true),
  ipWarnings: (value) => warningsOf((into) => ipWarnings(['f'], value, into)),
  cidrWarnings: (value) => warningsOf((into) => cidrWarnings(['f'], value, into)),
};

describe('formats as in Kubernetes', () => {
  test.each(Object.keys(ofNames))('%s', (format) => {
    for (const line of recorded.filter(({ of }) => of === 'name')) {
      expect([line.value, ofNames[format]?.(line.value)]).toEqual([line.value, line[format] ?? []]);
    }
  });

  test.each(Object.keys(ofAddresses))('%s', (format) => {
    for (const line of recorded.filter(({ of }) => of === 'address')) {
      expect([line.value, ofAddresses[format]?.(line.value)]).toEqual([line.value, line[format] ?? []]);
    }
  });

  test('each has values that it accepts and values that it refuses', () => {
    for (const format of [...Object.keys(ofNames), ...Object.keys(ofAddresses)]) {
      const lines = recorded.filter(({ of }) => (format in ofNames ? of === 'name' : of === 'address'));
      const refused = lines.filter((line) => line[format] !== undefined);
      expect(refused.length).toBeGreaterThan(1);
      expect(lines.length - refused.length).toBeGreaterThan(1);
    }
  });
});

describe('values as Go prints them', () => {
  const lines = recorded.filter(({ of }) => of === 'text');

  test('strings, quoted', () => {
    expect(lines.map(({ value }) => goQuote(value))).toEqual(lines.map((line) => line.quote));
  });

  test('strings, as JSON', () => {
    expect(lines.map(({ value }) => goJson(value))).toEqual(lines.map((line) => line.json));
  });
});

test.each([
  ['10.0.0.1', []],
  ['255.255.255.255', []],
  ['240.0.0.1', []],
  ['224.0.1.1', []],
  ['2001:db8::1', []],
  ['ff05::1', []],
  ['0.0.0.0', ['may not be unspecified (0.0.0.0)']],
  ['::', ['may not be unspecified (::)']],
  ['127.0.0.53', ['may not be in the loopback range (127.0.0.0/8, ::1/128)']],
  ['::1', ['may not be in the loopback range (127.0.0.0/8, ::1/128)']],
  ['::ffff:127.0.0.1', ['may not be in the loopback range (127.0.0.0/8, ::1/128)']],
  ['169.254.1.1', ['may not be in the link-local range (169.254.0.0/16, fe80::/10)']],
  ['febf::1', ['may not be in the link-local range (169.254.0.0/16, fe80::/10)']],
  ['224.0.0.9', ['may not be in the link-local multicast range (224.0.0.0/24, ff02::/10)']],
  ['ff12::1', ['may not be in the link-local multicast range (224.0.0.0/24, ff02::/10)']],
  ['web', ['must be a valid IP address']],
])('an endpoint at %s', (ip, details) => {
  expect(endpointIp(ip)).toEqual(details);
});

test.each([
  ['a', []],
  ['a b', []],
  ['.', ["may not be '.'"]],
  ['..', ["may not be '..'"]],
  ['a/b%c', ["may not contain '/'", "may not contain '%'"]],
])('the path segment %s', (value, details) => {
  expect(pathSegment(value)).toEqual(details);
});

test('ports', () => {
  expect([-1, 0, 1, 65535, 65536].map((port) => portNumber(port).length)).toEqual([1, 1, 0, 0, 1]);
});

/** Patterns and examples are long; the recorded answers of the server have them in full. */
function short(format: (value: string) => Details): (value: string) => Details {
  return (value) => format(value).map(withoutPattern);
}

function withoutPattern(detail: string): string {
  return detail.startsWith('must be a') ? detail : detail.replace(/ \((?:e\.g\. |regex used ).*$/s, '');
}

function warningsOf(fill: (into: Warning[]) => void): readonly string[] {
  const warnings: Warning[] = [];
  fill(warnings);
  return warnings.map(({ message }) => message);
}
