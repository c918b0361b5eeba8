import type { Model } from '../../../model/model.ts';
import { serviceOf } from '../backend.ts';
import type { Action } from './actions.ts';
import { jsonOf, placeOf, prefix, textOf, withService } from './annotations.ts';
import type { Member } from './groups.ts';
import type { Protocol } from './listen-ports.ts';
import { isRefusal, type Refusal, refuse } from './refusal.ts';

/** What clients must prove before a rule does its work; only HTTPS listeners ask. */
export interface Authentication {
  readonly annotation: string;
}

/** Reads who may pass (auth_config_builder.go, model_build_actions.go buildAuthAction, v3.5.0). */
export function authenticationOf(
  model: Model,
  { ingress }: Member,
  action: Action,
  protocol: Protocol,
): Authentication | undefined | Refusal {
  const single = action.kind === 'forward' && action.targetGroups.length === 1 ? action.targetGroups[0]?.to : undefined;
  const service = single?.kind === 'service' ? serviceOf(model, single) : undefined;
  const annotations = service?.kind === 'service' ? service.service.manifest.metadata?.annotations : undefined;
  const from = withService(ingress, annotations);
  const type = textOf(from, 'auth-type') ?? 'none';
  if (type !== 'none' && type !== 'cognito' && type !== 'oidc') {
    return refuse(`unknown authType: ${type}`, from, placeOf('auth-type'), 'Write none, cognito or oidc.');
  }
  const provider = jsonOf(from, `auth-idp-${type}`, {});
  if (isRefusal(provider)) return provider;
  const tokens = jsonOf(ingress, 'jwt-validation', {});
  if (isRefusal(tokens)) return tokens;
  if (protocol === 'HTTP') return undefined;
  if (type !== 'none') return { annotation: `${prefix}auth-type` };
  return tokens === undefined ? undefined : { annotation: `${prefix}jwt-validation` };
}
