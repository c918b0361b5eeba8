import type { Model } from '../../model/model.ts';
import type { Typed } from '../../model/registry.ts';
import type { Service, ServicePort } from '../../objects/kinds/service.ts';
import { sameValue } from '../../objects/same-value.ts';
import { evidence, nameOf } from '../evidence.ts';
import type { Evidence } from '../hop.ts';
import type { SetChange } from './change.ts';

/** What was changed in a Service, or behind it; of its ports first the one that was asked for. */
export function changeOfService(old: Model, now: Model, namespace: string, name: string, asked?: number): SetChange {
  const [was, is] = [old.services.get(namespace, name), now.services.get(namespace, name)];
  const text = `Service ${namespace}/${name}`;
  if (!was || !is) {
    return {
      text: `${text} is ${is ? 'new' : 'gone'}`,
      keep: is ? `leave ${text} out` : `put ${text} back`,
      before: was ? [nameOf(was.object)] : [],
      after: is ? [nameOf(is.object)] : [],
    };
  }
  for (const field of fields) {
    const [before, after] = [was.value.spec?.[field], is.value.spec?.[field]];
    if (sameValue(before, after)) continue;
    const port = field === 'ports' ? (portChange(text, was, is, asked) ?? portChange(text, was, is)) : undefined;
    if (port) return port;
    const more = field === 'selector' ? ', or give the pods the labels that it selects now' : '';
    return {
      text: `spec.${field} of ${text} ${changeWords(before, after)}`,
      keep: `write spec.${field} of ${text} as it was${more}`,
      before: fieldPlace(was, ['spec', field], before),
      after: fieldPlace(is, ['spec', field], after),
    };
  }
  return {
    text: `what stands behind ${text} changed: the labels, ports or number of its pods, or its endpoints`,
    keep: `let pods with the labels that ${text} selects listen on its target ports`,
    before: [nameOf(was.object)],
    after: [nameOf(is.object)],
  };
}

const fields: readonly (keyof NonNullable<Service['spec']>)[] = [
  'type',
  'selector',
  'ports',
  'externalName',
  'clusterIP',
  'externalTrafficPolicy',
];

/** The first port that is gone, new, or leads elsewhere. */
function portChange(text: string, was: Typed<Service>, is: Typed<Service>, asked?: number): SetChange | undefined {
  const [old, now] = [was.value.spec?.ports ?? [], is.value.spec?.ports ?? []];
  const isAsked = ({ port, nodePort }: ServicePort): boolean =>
    asked === undefined || port === asked || nodePort === asked;
  for (const [index, port] of old.entries()) {
    if (!isAsked(port)) continue;
    const other = now.findIndex((each) => isSamePort(each, port));
    if (other < 0) {
      return {
        text: `port ${portText(port)} of ${text} is gone`,
        keep: `put port ${portText(port)} of ${text} back beside those of now`,
        before: [evidence(`port ${portText(port)}`, was.object, ['spec', 'ports', index, 'port'])],
        after: fieldPlace(is, ['spec', 'ports'], is.value.spec?.ports),
      };
    }
    for (const field of portFields) {
      const [before, after] = [port[field], now[other]?.[field]];
      if (before === after) continue;
      return {
        text: `${field} of port ${portText(port)} of ${text} ${changeWords(before, after)}`,
        keep: `write ${field} of port ${portText(port)} of ${text} as it was`,
        before: fieldPlace(was, ['spec', 'ports', index, field], before),
        after: fieldPlace(is, ['spec', 'ports', other, field], after),
      };
    }
  }
  const index = now.findIndex((port) => isAsked(port) && !old.some((each) => isSamePort(each, port)));
  const port = now[index];
  if (!port) return undefined;
  return {
    text: `port ${portText(port)} of ${text} is new`,
    keep: `leave port ${portText(port)} of ${text} out`,
    before: fieldPlace(was, ['spec', 'ports'], was.value.spec?.ports),
    after: [evidence(`port ${portText(port)}`, is.object, ['spec', 'ports', index, 'port'])],
  };
}

const portFields = ['targetPort', 'nodePort', 'name'] as const;

function isSamePort(a: ServicePort, b: ServicePort): boolean {
  return a.port === b.port && (a.protocol ?? 'TCP') === (b.protocol ?? 'TCP');
}

function portText({ port, protocol = 'TCP' }: ServicePort): string {
  return protocol === 'TCP' ? String(port) : `${port}/${protocol}`;
}

function fieldPlace({ object }: Typed<Service>, path: Evidence['path'], value: unknown): Evidence[] {
  return value === undefined ? [nameOf(object)] : [evidence(String(path.at(-1)), object, path, 'key')];
}

/** `was app=cart and is app=web`. */
function changeWords(before: unknown, after: unknown): string {
  const [was, is] = [before, after].map(words);
  if (was === undefined || is === undefined) return 'changed';
  if (was === '') return `is new: ${is}`;
  return is === '' ? 'is gone' : `was ${was} and is ${is}`;
}

/** What is short enough for a sentence; '' where nothing is written. */
function words(value: unknown): string | undefined {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  if (typeof value !== 'object' || Array.isArray(value)) return undefined;
  return Object.entries(value)
    .map(([key, each]) => `${key}=${String(each)}`)
    .join(',');
}
