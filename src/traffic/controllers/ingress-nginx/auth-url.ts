import type { Model } from '../../../model/model.ts';
import { knowsServices } from '../../completeness.ts';

/**
 * Whether a URL certainly leads nowhere: to a Service that does not exist. nginx knows no search path, so `auth.shop.svc`
 * is no name to it.
 */
export function isUnreachable(model: Model, url: string): boolean {
  const host = /^https?:\/\/([^/?#:]+)/i.exec(url)?.[1]?.toLowerCase() ?? '';
  if (host.includes('$')) return false;
  if (host.endsWith('.svc')) return true;
  const [, name, namespace] = /^([a-z0-9-]+)\.([a-z0-9-]+)\.svc\.cluster\.local\.?$/.exec(host) ?? [];
  if (name === undefined || namespace === undefined) return false;
  return knowsServices(model, namespace, name) && model.services.get(namespace, name) === undefined;
}
