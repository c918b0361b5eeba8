import { formatIp, parseIp } from '../../api/formats/ip.ts';
import { familyOf } from '../../model/endpoints/pod-endpoint.ts';

/** An address and a port. */
export interface SocketAddress {
  /** In canonical form. */
  readonly ip: string;
  readonly family: 'IPv4' | 'IPv6';
  readonly port: number;
}

/** Reads `10.96.0.7:80` or `[fd00::7]:80`; undefined when it is neither. */
export function parseSocketAddress(text: string): SocketAddress | undefined {
  const end = text.lastIndexOf(':');
  const written = text.slice(0, Math.max(0, end)).replace(brackets, '$1');
  const ip = canonicalIp(written);
  const port = Number(text.slice(end + 1));
  if (ip === undefined || !Number.isInteger(port) || port < 1 || port > 65535) return undefined;
  return { ip, family: familyOf(ip), port };
}

const brackets = /^\[(.*)\]$/;

/** An address in the form in which addresses are compared; undefined for other texts. */
export function canonicalIp(text: string): string | undefined {
  const ip = parseIp(text);
  return ip && formatIp(ip);
}

/** `10.244.0.7:8080`, `[fd00::7]:8080`. */
export function socketText(ip: string, port: number): string {
  return ip.includes(':') ? `[${ip}]:${port}` : `${ip}:${port}`;
}
