import { parseCidr } from '../../../api/formats/cidr.ts';
import { byText, keyOf } from '../age.ts';
import { readGoJson } from '../go-json.ts';
import { listOf, placeOf, textOf } from './annotations.ts';
import type { Member } from './groups.ts';
import { isRefusal, type Refusal, refuse } from './refusal.ts';

export type Protocol = 'HTTP' | 'HTTPS';

/** A port that the members of a group listen on together. */
export interface ListenPort {
  readonly port: number;
  readonly protocol: Protocol;
  /** Those whose rules stand on it. */
  readonly members: readonly Member[];
  /** ARNs, in order; the first is the default. */
  readonly certificates: readonly string[];
  /** Hosts whose certificates are looked up in ACM, because no ARN is given. */
  readonly lookups: readonly string[];
  /** Who may connect; empty for everybody. */
  readonly inbound: readonly string[];
}

interface OwnPort extends Omit<ListenPort, 'port' | 'members' | 'certificates'> {
  readonly member: Member;
  readonly certificates: readonly string[];
  readonly sslPolicy: string | undefined;
}

/** The ports of a group, smallest first (model_builder.go mergeListenPortConfigs, model_build_listener.go, v3.5.0). */
export function listenPortsOf(members: readonly Member[]): readonly ListenPort[] | Refusal {
  const byPort = new Map<number, OwnPort[]>();
  for (const member of members) {
    const own = ownPorts(member);
    if (isRefusal(own)) return own;
    for (const [port, config] of own) byPort.set(port, [...(byPort.get(port) ?? []), config]);
  }
  const merged: ListenPort[] = [];
  for (const [port, configs] of [...byPort].sort(([a], [b]) => a - b)) {
    const listenPort = merge(port, configs);
    if (isRefusal(listenPort)) return listenPort;
    merged.push(listenPort);
  }
  return merged;
}

function ownPorts(member: Member): Map<number, OwnPort> | Refusal {
  const { ingress, params } = member;
  const inbound = params.inboundCIDRs?.length ? params.inboundCIDRs : (listOf(ingress, 'inbound-cidrs') ?? []);
  const invalid = inbound.find((cidr) => !parseCidr(cidr));
  if (invalid !== undefined) {
    const remedy = 'Write ranges such as 192.0.2.0/24, with commas between them.';
    return refuse(`invalid inbound-cidrs settings: ${invalid}`, ingress, placeOf('inbound-cidrs'), remedy);
  }
  const certificates = params.certificateArn?.length
    ? params.certificateArn
    : (listOf(ingress, 'certificate-arn') ?? []);
  const ports = writtenPorts(member, certificates.length > 0);
  if (isRefusal(ports)) return ports;
  const sslPolicy = params.sslPolicy || textOf(ingress, 'ssl-policy');
  const result = new Map<number, OwnPort>();
  for (const [port, protocol] of ports) {
    const secure = protocol === 'HTTPS';
    result.set(port, {
      member,
      protocol,
      inbound,
      certificates: secure ? certificates : [],
      lookups: secure && certificates.length === 0 ? hostsOf(member) : [],
      sslPolicy: secure ? sslPolicy : undefined,
    });
  }
  return result;
}

/** `listen-ports`; without it 80, or only 443 where a certificate is named. */
function writtenPorts({ ingress }: Member, preferTls: boolean): Map<number, Protocol> | Refusal {
  const name = 'listen-ports';
  const text = textOf(ingress, name);
  if (text === undefined) return new Map([preferTls ? [443, 'HTTPS'] : [80, 'HTTP']]);
  const remedy = `Write a list such as '[{"HTTP": 80}, {"HTTPS": 443}]'.`;
  const refused = (reason: string): Refusal =>
    refuse(`ingress: ${keyOf(ingress)}: ${reason}`, ingress, placeOf(name), remedy);
  const entries = readGoJson<Record<string, number>[]>(text, [{ '*': 'int32' }]);
  if (!entries) return refused(`failed to parse listen-ports configuration: \`${text}\``);
  if (entries.length === 0) return refused(`empty listen-ports configuration: \`${text}\``);
  const ports = new Map<number, Protocol>();
  for (const [protocol, port] of entries.flatMap(Object.entries<number>)) {
    if (port < 1 || port > 65535) return refused(`listen port must be within [1, 65535]: ${port}`);
    if (protocol !== 'HTTP' && protocol !== 'HTTPS') {
      return refused(`listen protocol must be within [HTTP, HTTPS]: ${protocol}`);
    }
    ports.set(port, protocol);
  }
  return ports;
}

/** Hosts of rules and of `tls` entries: ACM must have a certificate for each. */
function hostsOf({ ingress }: Member): string[] {
  const { rules = [], tls = [] } = ingress.value.spec ?? {};
  const hosts = [...rules.map(({ host = '' }) => host), ...tls.flatMap(({ hosts = [] }) => hosts)];
  return [...new Set(hosts.filter((host) => host !== ''))].sort(byText);
}

function merge(port: number, configs: readonly OwnPort[]): ListenPort | Refusal {
  const conflict = (what: string, name: string, config: OwnPort): Refusal => {
    const text = `failed to merge listenPort config for port: ${port}: conflicting ${what}`;
    const remedy = `Give all Ingresses of the group that listen on port ${port} the same ${name}.`;
    return { ...refuse(text, config.member.ingress, placeOf(name), remedy), topic: 'other' };
  };
  const [first] = configs;
  let inbound: readonly string[] = [];
  let policy: string | undefined;
  for (const config of configs) {
    if (first && config.protocol !== first.protocol) {
      const other = keyOf(config.member.ingress);
      const what = `protocol, ${keyOf(first.member.ingress)}: ${first.protocol} | ${other}: ${config.protocol}`;
      return conflict(what, 'listen-ports', config);
    }
    if (config.inbound.length > 0) {
      if (inbound.length > 0 && !sameSet(inbound, config.inbound)) {
        return conflict('inbound-cidrs', 'inbound-cidrs', config);
      }
      inbound = config.inbound;
    }
    if (config.sslPolicy !== undefined) {
      if (policy !== undefined && policy !== config.sslPolicy) return conflict('sslPolicy', 'ssl-policy', config);
      policy = config.sslPolicy;
    }
  }
  return {
    port,
    protocol: first?.protocol ?? 'HTTP',
    members: configs.map(({ member }) => member),
    certificates: [...new Set(configs.flatMap(({ certificates }) => certificates))],
    lookups: [...new Set(configs.flatMap(({ lookups }) => lookups))],
    inbound,
  };
}

function sameSet(a: readonly string[], b: readonly string[]): boolean {
  return a.every((each) => b.includes(each)) && b.every((each) => a.includes(each));
}

/** Whether a certificate's name covers a host: `*` stands for one label (pkg/certs/cert_discovery.go, v3.5.0). */
export function certificateCovers(name: string, host: string): boolean {
  if (!name.startsWith('*.')) return name === host;
  return name.slice(2) === host.split('.').slice(1).join('.');
}
