import { quote } from './quote.ts';

/** Which DNS names are meant: one label, or labels joined by dots. */
export interface DnsForm {
  readonly dots: boolean;
  readonly longest: number;
}

/** One part of a DNS name: names of Services, ports of Services, host names of pods. */
export const dnsLabel: DnsForm = { dots: false, longest: 63 };
/** A whole DNS name: hosts, and names of most objects. */
export const dnsSubdomain: DnsForm = { dots: true, longest: 253 };

/** What keeps a text from being such a name, as the rest of a sentence: `it has upper-case letters`. */
export function whyNoDnsName(text: string, form: DnsForm): string {
  if (text === '') return 'it is empty';
  if (text.length > form.longest) return `it has ${text.length} characters, ${form.longest} are allowed`;
  if (/[A-Z]/.test(text)) return 'it has upper-case letters';
  if (/\s/.test(text)) return 'it has white space';
  if (!form.dots && text.includes('.')) return 'it has a dot';
  const strange = /[^a-z0-9.-]/u.exec(text);
  if (strange) return `it has ${quote(strange[0])}`;
  if (text.startsWith('.') || text.endsWith('.')) return `it ${text.startsWith('.') ? 'begins' : 'ends'} with a dot`;
  if (text.includes('..')) return 'it has two dots in a row';
  if (/(^|\.)-/.test(text)) return `${text.startsWith('-') ? 'it' : 'a part of it'} begins with "-"`;
  if (/-(\.|$)/.test(text)) return `${text.endsWith('-') ? 'it' : 'a part of it'} ends with "-"`;
  if (/^[0-9]/.test(text)) return 'it begins with a digit';
  return 'it is no such name';
}

/** The nearest such name; undefined when nothing of the text would be left. */
export function nearestDnsName(text: string, form: DnsForm): string | undefined {
  const separator = form.dots ? /[^a-z0-9.-]+/g : /[^a-z0-9-]+/g;
  const name = text
    .toLowerCase()
    .replace(separator, '-')
    .replace(/\.{2,}/g, '.')
    .replace(/-*\.-*/g, '.')
    .slice(0, form.longest)
    .replace(/^[-.]+|[-.]+$/g, '');
  return name === '' || name === text ? undefined : name;
}
