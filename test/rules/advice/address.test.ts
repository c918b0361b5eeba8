import { describe, expect, test } from '@jest/globals';
import { adviceForAddress } from '../../../src/rules/advice/address.ts';

const notAnIp = 'must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)';

describe('adviceForAddress', () => {
  test.each([
    ['10.96.000.010', 'must not have leading 0s', 'Write 10.96.0.10.'],
    [
      '10.0.0.1/8',
      'must not have bits set beyond the prefix length',
      'Write 10.0.0.0/8 for the range, or 10.0.0.1/32 for this one address.',
    ],
    [
      '203.0.113.7',
      'must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)',
      'Write 203.0.113.7/32 for this one address.',
    ],
    ['none', notAnIp, 'Write clusterIP: None, with a capital N.'],
    ['10.0.0.0/24', notAnIp, 'Write 10.0.0.0 without the prefix length.'],
    ['10.0.0.5:80', notAnIp, 'Write "10.0.0.5"; ports have a field of their own.'],
    [
      'db.example.com',
      notAnIp,
      'Write the IP address of db.example.com; to send clients to a DNS name use a Service of type ExternalName.',
    ],
    ['::ffff:10.0.0.5', 'must not be an IPv4-mapped IPv6 address', 'Write 10.0.0.5.'],
  ])('%s (%s)', (value, detail, help) => {
    expect(adviceForAddress(value, detail, 'Endpoints').help).toBe(help);
  });
});
