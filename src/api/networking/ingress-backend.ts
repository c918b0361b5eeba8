import type { IngressBackend, IngressServiceBackend, TypedLocalObjectReference } from '../../objects/kinds/ingress.ts';
import { invalid, required } from '../cause.ts';
import { serviceName } from '../core/service.ts';
import { namesMissingReference } from '../features.ts';
import { dnsSubdomain } from '../formats/dns-subdomain.ts';
import { pathSegment } from '../formats/path-segment.ts';
import { portName } from '../formats/port-name.ts';
import { portNumber } from '../formats/port-number.ts';
import type { ApiServer } from '../judgement.ts';
import type { Cause } from '../problem.ts';

type Path = readonly (string | number)[];

/** A backend of an Ingress (kubernetes validateIngressBackend, v1.37). Its own mistakes are printed with an empty value. */
export function validateBackend(backend: IngressBackend, path: Path, server: ApiServer, causes: Cause[]): void {
  const { service, resource } = backend;
  if (service && resource) {
    causes.push(invalid('backend', path, '', 'cannot set both resource and service backends'));
  } else if (resource) validateReference(resource, [...path, 'resource'], 'backend', server, causes);
  else if (service) validateService(service, path, server, causes);
  else causes.push(invalid('backend', path, '', 'resource or service backend is required'));
}

/** apiGroup, kind and name of a referenced object (kubernetes validateIngressTypedLocalObjectReference, v1.37). */
export function validateReference(
  reference: TypedLocalObjectReference,
  path: Path,
  check: 'backend' | 'ingress-class',
  server: ApiServer,
  causes: Cause[],
  declared: Cause[] = causes,
): void {
  const { apiGroup } = reference;
  if (apiGroup !== undefined) {
    for (const detail of dnsSubdomain(apiGroup)) causes.push(invalid(check, [...path, 'apiGroup'], apiGroup, detail));
  }
  for (const field of ['kind', 'name'] as const) {
    const value = reference[field] ?? '';
    const at = [...path, field];
    if (value === '')
      declared.push(required('required', at, namesMissingReference(server) ? `${field} is required` : ''));
    else for (const detail of pathSegment(value)) causes.push(invalid(check, at, value, detail));
  }
}

function validateService(service: IngressServiceBackend, path: Path, server: ApiServer, causes: Cause[]): void {
  const { name = '', port = {} } = service;
  if (name === '') causes.push(required('required', [...path, 'service', 'name']));
  else {
    for (const detail of serviceName(server)(name)) {
      causes.push(invalid('backend', [...path, 'service', 'name'], name, detail));
    }
  }
  if (port.name && port.number) {
    causes.push(invalid('backend', path, '', 'cannot set both port name & port number'));
  } else if (port.name) {
    for (const detail of portName(port.name)) {
      causes.push(invalid('port-name', [...path, 'service', 'port', 'name'], port.name, detail));
    }
  } else if (port.number) {
    for (const detail of portNumber(port.number)) {
      causes.push(invalid('port-number', [...path, 'service', 'port', 'number'], port.number, detail));
    }
  } else causes.push(required('backend', path, 'port name or number is required'));
}
