import { formatIp, parseIp } from '../../api/formats/ip.ts';
import { isSymbolic } from '../../model/endpoints/pod-endpoint.ts';

/** What a name leads to: an address or another name, and a port for SRV. */
export interface Target {
  /** An address, a name for one that the files do not hold, or a host name. */
  readonly host: string;
  readonly kind: 'A' | 'AAAA' | 'CNAME';
  /** Undefined where no port is listed. */
  readonly port: number | undefined;
  /** The name that SRV records point at, without final dot. */
  readonly name: string;
}

/** What the server answers to one question. */
export interface ServerAnswer {
  readonly rcode: 'NOERROR' | 'NXDOMAIN' | 'REFUSED' | 'FORWARDED';
  readonly answers: readonly string[];
  /** What would have to be known to rule out another answer; empty when the files settle it. */
  readonly needs: readonly string[];
}

/** Whether a host is an address, and of which family; a name for an unknown address says it itself. */
export function kindOfHost(host: string, family: 'IPv4' | 'IPv6'): Target['kind'] {
  if (isSymbolic(host)) return family === 'IPv6' ? 'AAAA' : 'A';
  const ip = strictIp(host);
  return ip === undefined ? 'CNAME' : ip.includes(':') ? 'AAAA' : 'A';
}

/** An address in canonical form; undefined for anything else, leading zeros included (Go's net.ParseIP). */
export function strictIp(text: string): string | undefined {
  const ip = parseIp(text);
  return ip && !ip.leadingZeros ? formatIp(ip) : undefined;
}

/** A record in zone-file form without TTL. */
export function record(owner: string, type: string, data: string): string {
  return `${owner} ${type} ${data}`;
}

/** Address records, each address once. */
export function addressRecords(owner: string, type: 'A' | 'AAAA', targets: readonly Target[]): string[] {
  const hosts = new Set<string>();
  for (const { kind, host } of targets) if (kind === type) hosts.add(host);
  return [...hosts].map((host) => record(owner, type, strictIp(host) ?? host));
}

/**
 * SRV records. All targets share the weight of 100, also those that turn out to be the same or to have no port
 * (CoreDNS plugin/backend_lookup.go SRV, v1.14.7).
 */
export function srvRecords(owner: string, targets: readonly Target[]): string[] {
  const weight = Math.max(1, Math.floor((100 / (100 * targets.length)) * 100));
  const records = new Set<string>();
  for (const { port, name } of targets) {
    if (port !== undefined) records.add(record(owner, 'SRV', `0 ${weight} ${port} ${name}.`));
  }
  return [...records];
}
