import { type DnsForm, dnsLabel, dnsSubdomain, nearestDnsName, whyNoDnsName } from './dns-name.ts';
import { whyNoLabelKey, whyNoLabelValue } from './label.ts';
import { reasonOf } from './reason.ts';

/** Why a value is refused, as a clause of its own, and what to write where that can be told. */
export interface Refusal {
  readonly reason: string;
  readonly help?: string;
}

/** Turns the API server's description of a format into what is wrong with this value; else gives its words. */
export function refusalOf(value: unknown, detail: string): Refusal {
  const words = reasonOf(detail);
  const clause = /^(?:must|may|should|cannot) /.test(words) ? `it ${words}` : words;
  if (typeof value !== 'string') return { reason: clause };
  const longest = /^must be no more than (\d+) /.exec(detail)?.[1];
  if (longest !== undefined) return { reason: clause, help: `Shorten it to ${longest} characters.` };
  if (detail.startsWith('name part') || detail.startsWith('prefix part') || detail.startsWith('a valid label key')) {
    return {
      reason: whyNoLabelKey(value),
      help: 'Write [prefix/]name: a lower-case DNS name as prefix, and letters, digits, "-", "_" and "." in the name.',
    };
  }
  if (detail.includes('RFC 1123 subdomain')) return dnsRefusal(value, dnsSubdomain);
  if (detail.includes('RFC 1123 label') || detail === 'must not contain dots') return dnsRefusal(value, dnsLabel);
  if (detail.startsWith('a valid label must')) return { reason: whyNoLabelValue(value) };
  return { reason: clause };
}

function dnsRefusal(value: string, form: DnsForm): Refusal {
  const near = nearestDnsName(value, form);
  const reason = whyNoDnsName(value, form);
  return near === undefined ? { reason } : { reason, help: `Write ${near}, if that is the name.` };
}
