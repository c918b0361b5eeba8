import { quote } from '../wording/quote.ts';
import { reasonOf } from '../wording/reason.ts';

/** What is wrong with an address, as the rest of a sentence after its value, and what to write. */
export interface AddressAdvice {
  readonly reason: string;
  readonly help?: string;
  /** The value, where only one can be meant. */
  readonly write?: string;
}

/** Says why the API server refuses an address, from its words and the value itself. */
export function adviceForAddress(value: unknown, detail: string, kind: string): AddressAdvice {
  const text = typeof value === 'string' ? value.trim() : undefined;
  if (text === undefined) return familyAdvice(text, detail);
  if (/^none$/i.test(text) && text !== 'None')
    return {
      reason: 'is not "None", and no IP address',
      help: 'Write clusterIP: None, with a capital N.',
      write: 'None',
    };
  if (detail.includes('bits set beyond')) {
    const network = networkOf(text);
    return {
      reason: 'names a single host and a whole range at once: bits are set beyond the prefix length',
      help: `Write ${network === undefined ? 'the first address of the range' : network} for the range, or ${text.replace(/\/.*$/, text.includes(':') ? '/128' : '/32')} for this one address.`,
    };
  }
  if (detail.includes('CIDR')) {
    if (ipv4.test(text))
      return { reason: 'is an address, not a range', help: `Write ${text}/32 for this one address.` };
    if (text.includes(':') && !text.includes('/'))
      return { reason: 'is an address, not a range', help: `Write ${text}/128 for this one address.` };
    return {
      reason: 'is not a range of addresses',
      help: 'Write an address and a prefix length, such as 203.0.113.0/24.',
    };
  }
  if (detail.includes('leading 0')) {
    const plain = text.replace(/(^|\.)0+(?=\d)/g, '$1');
    return { reason: 'has leading zeros, which some programs read as octal', help: `Write ${plain}.`, write: plain };
  }
  if (detail.includes('loopback'))
    return { reason: 'is a loopback address: on every node it means that node itself', help: reachable };
  if (detail.includes('link-local'))
    return { reason: 'is a link-local address, which only neighbours on one network can reach', help: reachable };
  if (detail.includes('unspecified'))
    return { reason: 'is the unspecified address, which stands for no host', help: reachable };
  if (detail.includes('IPv4-mapped'))
    return { reason: 'is an IPv4 address written as IPv6', help: `Write ${text.replace(/^.*:/, '')}.` };
  if (detail.includes('valid IP') || detail.includes('IPv4 address') || detail.includes('IPv6 address'))
    return notAnAddress(text, detail, kind);
  return familyAdvice(text, detail);
}

/** What the fields of a Service that hold addresses and their families demand of each other. */
function familyAdvice(value: string | undefined, detail: string): AddressAdvice {
  for (const { part, reason, help } of together) if (detail.includes(part)) return { reason, help };
  const canonical = /canonical form \("(.+)"\)/.exec(detail)?.[1];
  if (canonical !== undefined)
    return { reason: 'is not written in the usual form of IPv6', help: `Write ${canonical}.` };
  if (detail === '' && value !== undefined) return { reason: 'is there twice', help: 'Name each family once.' };
  return { reason: `is refused: it ${reasonOf(detail)}` };
}

const together: readonly { readonly part: string; readonly reason: string; readonly help: string }[] = [
  {
    part: 'first value must match',
    reason: 'does not begin with the address of clusterIP',
    help: 'Write the address of clusterIP first, or leave out one of the two fields.',
  },
  {
    part: 'must be empty when',
    reason: 'stands without clusterIP',
    help: 'Write the first address in clusterIP too, or remove clusterIPs.',
  },
  {
    part: 'no more than one IP for each',
    reason: 'has two addresses of one family',
    help: 'Keep one IPv4 and one IPv6 address.',
  },
  { part: 'may only hold up to', reason: 'has more than two addresses', help: 'Keep one IPv4 and one IPv6 address.' },
  {
    part: "'None' must be the first",
    reason: 'has None beside addresses',
    help: 'Write None alone for a headless Service, or addresses alone.',
  },
  {
    part: 'as indicated by',
    reason: 'is of another family than ipFamilies has at this place',
    help: 'Put ipFamilies into the order of the addresses, or remove it.',
  },
  {
    part: 'when multiple',
    reason: 'does not allow two families, but two are given',
    help: 'Write ipFamilyPolicy: PreferDualStack, or keep one family.',
  },
  {
    part: 'not configured',
    reason: 'is not in this cluster, which has a single family',
    help: 'Remove it, or leave ipFamilyPolicy and ipFamilies out to take what the cluster has.',
  },
];

function notAnAddress(text: string, detail: string, kind: string): AddressAdvice {
  const family = /must be an (IPv[46]) address/.exec(detail)?.[1];
  if (family !== undefined && (ipv4.test(text) || text.includes(':'))) {
    return { reason: `is no ${family} address`, help: `Write an ${family} address, or change the address family.` };
  }
  if (
    /^[\w-]+(\.[\w-]+)*\.?$/.test(text) &&
    /[a-z]/i.test(text) &&
    (kind === 'Endpoints' || kind === 'EndpointSlice')
  ) {
    return {
      reason: `is a host name, but ${kind} hold IP addresses`,
      help: `Write the IP address of ${text}; to send clients to a DNS name use a Service of type ExternalName.`,
    };
  }
  if (text.includes('/'))
    return {
      reason: 'is a range, not an address',
      help: `Write ${text.replace(/\/.*$/, '')} without the prefix length.`,
    };
  if (/^\d+(\.\d+)*:\d+$/.test(text))
    return {
      reason: 'has a port',
      help: `Write ${quote(text.replace(/:\d+$/, ''))}; ports have a field of their own.`,
    };
  return { reason: 'is no IP address', help: 'Write an address such as 10.0.0.5 or fd00::5.' };
}

function networkOf(cidr: string): string | undefined {
  const match = /^(\d+)\.(\d+)\.(\d+)\.(\d+)\/(\d+)$/.exec(cidr);
  if (!match) return undefined;
  const [a = 0, b = 0, c = 0, d = 0, prefix = 0] = match.slice(1).map(Number);
  const address = ((a << 24) | (b << 16) | (c << 8) | d) >>> 0;
  const network = prefix === 0 ? 0 : (address & (0xffffffff << (32 - prefix))) >>> 0;
  return `${network >>> 24}.${(network >>> 16) & 255}.${(network >>> 8) & 255}.${network & 255}/${prefix}`;
}

const ipv4 = /^\d+\.\d+\.\d+\.\d+$/;
const reachable = 'Write an address that every node can reach.';
