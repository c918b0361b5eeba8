import { bytesOf } from '../../ingress/bytes.ts';
import { sha1 } from './sha1.ts';

/**
 * The id that the controller gives a route: a UUID made of its name, of version 5 (Kong/go-kong kong/ids.go, in the
 * namespace of routes). Of routes with equal priority the greater id goes first.
 */
export function routeId(name: string): string {
  return uuidText(nameBased(routes(), bytesOf(name)));
}

let namespace: string | undefined;

/** The namespace of routes is itself named in the one of Kong's entities. */
function routes(): string {
  namespace ??= nameBased(fromHex('fd02801f09574a15a55ac8d9606f30b5'), 'routes');
  return namespace;
}

/** RFC 9562, 5.5. */
function nameBased(space: string, name: string): string {
  const digest = [...sha1(space + name).subarray(0, 16)];
  digest[6] = ((digest[6] ?? 0) & 0x0f) | 0x50;
  digest[8] = ((digest[8] ?? 0) & 0x3f) | 0x80;
  return String.fromCharCode(...digest);
}

function fromHex(hex: string): string {
  return hex.replace(/../g, (pair) => String.fromCharCode(Number.parseInt(pair, 16)));
}

function uuidText(bytes: string): string {
  const hex = [...bytes].map((byte) => byte.charCodeAt(0).toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
