import { quote } from './quote.ts';

/** What keeps a text from being an IANA service name, which names of container ports must be. */
export function whyNoPortName(text: string): string {
  if (text === '') return 'it is empty';
  if (text.length > 15) return `it has ${text.length} characters, 15 are allowed`;
  if (/[A-Z]/.test(text)) return 'it has upper-case letters';
  const strange = /[^a-z0-9-]/u.exec(text);
  if (strange) return `it has ${quote(strange[0])}`;
  if (!/[a-z]/.test(text)) return 'it has no letter';
  if (text.includes('--')) return 'it has two hyphens in a row';
  if (/^-|-$/.test(text)) return `it ${text.startsWith('-') ? 'begins' : 'ends'} with a hyphen`;
  return 'it is no such name';
}

/** The nearest IANA service name; undefined when nothing of the text would be left. */
export function nearestPortName(text: string): string | undefined {
  const name = text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 15)
    .replace(/^-|-$/g, '');
  return /[a-z]/.test(name) && name !== text ? name : undefined;
}

/** The name that most manifests give a port of this number. */
export function usualPortName(port: number): string {
  return usual[port] ?? `port-${port}`;
}

const usual: { readonly [port: number]: string } = {
  53: 'dns',
  80: 'http',
  443: 'https',
  3306: 'mysql',
  5432: 'postgres',
  5672: 'amqp',
  6379: 'redis',
  8080: 'http-alt',
  8443: 'https-alt',
  9090: 'metrics',
  9092: 'kafka',
  27017: 'mongodb',
  50051: 'grpc',
};
