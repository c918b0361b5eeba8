import { kubernetesService } from '../../model/built-in-service.ts';
import type { Model } from '../../model/model.ts';
import { type Asked, clientOf, namespaceOf, zoneOf } from '../asked.ts';
import { serviceOfName } from '../service/service-name.ts';
import { namesHost } from './ingress-hosts.ts';

/** Whether a bare word is a host: an Ingress rule covers it, or it looks like one and cannot be a Service of the files. */
export function isHost(asked: Asked, name: string): boolean {
  const { model } = asked;
  if (coversHost(model, name)) return true;
  if (!name.includes('.') || name.endsWith('.svc') || name.endsWith(zoneOf(asked))) return false;
  if (model.ingresses.all.length === 0 && name.split('.').length < 3) return false;
  // Rather this Service than one more host: it is in every cluster.
  if (name === `${kubernetesService.name}.${kubernetesService.namespace}`) return false;
  const service = serviceOfName(model, name, namespaceOf(asked, clientOf(asked, asked.options.from)), zoneOf(asked));
  return !model.cluster.objects.some((object) => model.namespaceOf(object) === service?.namespace);
}

/** Whether a rule of some Ingress names a host. */
export function coversHost(model: Model, host: string): boolean {
  return model.ingresses.all.some(({ value }) => namesHost(value, host));
}

/** Whether some Ingress answers for every host. */
export function hasCatchAll(model: Model): boolean {
  return model.ingresses.all.some(
    ({ value: { spec } }) =>
      spec?.defaultBackend !== undefined || (spec?.rules ?? []).some(({ host = '' }) => host === ''),
  );
}
