import type { FieldPath } from '../../yaml/field-path.ts';
import { forbidden, invalid, notSupported } from '../cause.ts';
import { eachSourceRange, strictAddresses } from '../features.ts';
import { legacyCidr, parseCidr } from '../formats/cidr.ts';
import { endpointIp, legacyIp } from '../formats/ip.ts';
import type { ApiServer } from '../judgement.ts';
import type { Cause } from '../problem.ts';
import { validateUniquePorts } from './service-ports.ts';
import type { ReservedService, ReservedSpec } from './service-spec.ts';

/**
 * The middle of kubernetes validateService (v1.37), in its order: external addresses, type, node ports, duplicate ports,
 * source ranges.
 */
export function validateExternalAddresses(
  service: ReservedService,
  spec: ReservedSpec,
  server: ApiServer,
  causes: Cause[],
): void {
  const strict = strictAddresses(server);
  for (const [index, ip] of (spec.externalIPs ?? []).entries()) {
    const wrong = legacyIp(ip, strict);
    const details = wrong.length > 0 ? wrong : endpointIp(ip);
    for (const detail of details) causes.push(invalid('ip', ['spec', 'externalIPs', index], ip, detail));
  }
  const { type = '', ports = [] } = spec;
  if (!types.includes(type)) causes.push(notSupported('enum', ['spec', 'type'], type, types));
  if (type === 'ClusterIP') {
    for (const [index, port] of ports.entries()) {
      if (!port.nodePort) continue;
      const path = ['spec', 'ports', index, 'nodePort'];
      const detail = "may not be used when `type` is 'ClusterIP'";
      causes.push(forbidden('type-conflict', path, detail, { part: 'key' }));
    }
  }
  validateUniquePorts(ports, causes);
  validateSourceRanges(service, spec, server, causes);
}

const types: readonly string[] = ['ClusterIP', 'ExternalName', 'LoadBalancer', 'NodePort'];

const sourceRanges = 'service.beta.kubernetes.io/load-balancer-source-ranges';

function validateSourceRanges(service: ReservedService, spec: ReservedSpec, server: ApiServer, causes: Cause[]): void {
  const strict = strictAddresses(server);
  const ranges = spec.loadBalancerSourceRanges ?? [];
  const annotation = ranges.length > 0 ? undefined : service.metadata?.annotations?.[sourceRanges];
  if (ranges.length === 0 && annotation === undefined) return;
  const path =
    annotation === undefined ? ['spec', 'loadBalancerSourceRanges'] : ['metadata', 'annotations', sourceRanges];
  // The server spells the field with a capital L.
  const field = annotation === undefined ? 'spec.LoadBalancerSourceRanges' : `metadata.annotations[${sourceRanges}]`;
  if (spec.type !== 'LoadBalancer') {
    const detail = "may only be used when `type` is 'LoadBalancer'";
    causes.push(forbidden('type-conflict', path, detail, { field, part: 'key' }));
  }
  if (!eachSourceRange(server)) {
    validateRangesTogether(annotation, ranges, path, field, causes);
    return;
  }
  for (const [index, range] of ranges.entries()) {
    const value = goTrim(range);
    const options = { field: `${field}[${index}]` };
    for (const detail of legacyCidr(value, strict))
      causes.push(invalid('ip', [...path, index], value, detail, options));
  }
  if (annotation === undefined || goTrim(annotation) === '') return;
  for (const range of goTrim(annotation).split(',')) {
    const value = goTrim(range);
    for (const detail of legacyCidr(value, strict)) causes.push(invalid('ip', path, value, detail, { field }));
  }
}

/** Until 1.29 the ranges were one value. */
function validateRangesTogether(
  annotation: string | undefined,
  ranges: readonly string[],
  path: FieldPath,
  field: string,
  causes: Cause[],
): void {
  const trimmed = goTrim(annotation ?? '');
  const parts = annotation === undefined ? ranges : trimmed === '' ? [] : trimmed.split(',');
  if (parts.every((part) => parseCidr(goTrim(part)))) return;
  const detail = 'must be a list of IP ranges. For example, 10.240.0.0/24,10.250.0.0/24 ';
  causes.push(invalid('ip', path, annotation ?? `[${ranges.join(' ')}]`, detail, { field }));
}

/** Go's strings.TrimSpace: unlike JavaScript's trim it keeps a byte order mark and cuts U+0085. */
function goTrim(text: string): string {
  return text.replace(surroundingSpace, '');
}

const surroundingSpace =
  /^[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+|[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+$/g;
