import type { HttpGet, Probe } from '../../objects/kinds/pod.ts';
import { type FieldPath, formatPath } from '../../yaml/field-path.ts';
import { forbidden, invalid, notSupported, required } from '../cause.ts';
import { httpHeaderName } from '../formats/http-header-name.ts';
import { portName } from '../formats/port-name.ts';
import { portNumber } from '../formats/port-number.ts';
import { validateNonNegative } from '../non-negative.ts';
import type { Cause } from '../problem.ts';

/** What a probe is for: liveness and startup succeed at once, readiness does not end the container. */
export type ProbeRole = 'livenessProbe' | 'readinessProbe' | 'startupProbe';

/** A probe of a container (kubernetes validateProbe and the functions that call it, v1.37). */
export function validateProbe(probe: Probe, role: ProbeRole, container: FieldPath, causes: Cause[]): void {
  const path = [...container, role];
  validateHandlers(probe, path, causes);
  for (const field of counts) if ((probe[field] ?? 0) < 0) validateNonNegative(probe[field], [...path, field], causes);
  const { terminationGracePeriodSeconds: grace, successThreshold } = probe;
  if (grace !== undefined) {
    const at = [...path, 'terminationGracePeriodSeconds'];
    if (grace <= 0) causes.push(invalid('value', at, grace, 'must be greater than 0'));
    if (role === 'readinessProbe') {
      causes.push(invalid('value', at, grace, 'must not be set for readinessProbes', { part: 'key' }));
    }
  }
  if (role === 'readinessProbe') return;
  if (successThreshold && successThreshold !== 1) {
    // 0 has become 1.
    causes.push(invalid('value', [...path, 'successThreshold'], successThreshold, 'must be 1'));
  }
}

const counts = [
  'initialDelaySeconds',
  'timeoutSeconds',
  'periodSeconds',
  'successThreshold',
  'failureThreshold',
] as const satisfies readonly (keyof Probe)[];

/** In the order in which the server looks at them: the first counts. */
const handlers = ['exec', 'httpGet', 'tcpSocket', 'grpc'] as const satisfies readonly (keyof Probe)[];

function validateHandlers(probe: Probe, path: FieldPath, causes: Cause[]): void {
  let first: (typeof handlers)[number] | undefined;
  for (const field of handlers) {
    if (!probe[field]) continue;
    if (first !== undefined) {
      const detail = 'may not specify more than 1 handler type';
      causes.push(forbidden('value', [...path, field], detail, { part: 'key' }));
    } else first = field;
  }
  switch (first) {
    case 'exec':
      if (!probe.exec?.command?.length) causes.push(required('required', [...path, 'exec', 'command']));
      return;
    case 'httpGet':
      if (probe.httpGet) validateHttpGet(probe.httpGet, [...path, 'httpGet'], causes);
      return;
    case 'tcpSocket':
      validatePort(probe.tcpSocket?.port ?? 0, [...path, 'tcpSocket', 'port'], causes);
      return;
    case 'grpc':
      validatePort(probe.grpc?.port ?? 0, [...path, 'grpc', 'port'], causes);
      return;
    default:
      causes.push(required('value', path, 'must specify a handler type', { part: 'key' }));
  }
}

const schemes: readonly string[] = ['HTTP', 'HTTPS'];

function validateHttpGet({ port = 0, scheme, httpHeaders = [] }: HttpGet, path: FieldPath, causes: Cause[]): void {
  validatePort(port, [...path, 'port'], causes);
  if (scheme && !schemes.includes(scheme)) causes.push(notSupported('enum', [...path, 'scheme'], scheme, schemes));
  for (const [index, { name = '' }] of httpHeaders.entries()) {
    for (const detail of httpHeaderName(name)) {
      const options = { field: `${formatPath(path)}.httpHeaders` };
      causes.push(invalid('value', [...path, 'httpHeaders', index, 'name'], name, detail, options));
    }
  }
}

function validatePort(port: number | string, path: FieldPath, causes: Cause[]): void {
  if (typeof port === 'number') {
    for (const detail of portNumber(port)) causes.push(invalid('port-number', path, port, detail));
    return;
  }
  const check = digits.test(port) ? 'target-port-digits' : 'port-name';
  for (const detail of portName(port)) causes.push(invalid(check, path, port, detail));
}

const digits = /^[0-9]+$/;
