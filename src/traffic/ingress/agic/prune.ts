import type { Typed } from '../../../model/registry.ts';
import type { Ingress } from '../../../objects/kinds/ingress.ts';
import { evidence } from '../../evidence.ts';
import type { Evidence } from '../../hop.ts';
import { byText, keyOf } from '../age.ts';
import { isSet, placeOf, prefix, textOf } from './annotations.ts';

/** What the gateway holds that Ingresses name; undefined when nobody told. */
export interface Gateway {
  readonly certificates: readonly string[];
  readonly profiles: readonly string[];
  readonly rootCertificates: readonly string[];
}

/** The Ingresses that count, and those that are left out. */
export interface Pruned {
  readonly kept: readonly Typed<Ingress>[];
  readonly leftOut: readonly Evidence[];
}

/** Sorts by name and leaves out what cannot be served (context.go filterAndSort, pkg/controller/prune.go, f42103d). */
export function prune(ingresses: readonly Typed<Ingress>[], gateway: Gateway | undefined): Pruned {
  const leftOut: Evidence[] = [];
  const sorted = [...ingresses].sort((a, b) => byText(keyOf(a), keyOf(b)));
  const kept = sorted.filter((ingress) => {
    const reason = reasonOf(ingress, gateway);
    if (reason) leftOut.push(reason);
    return reason === undefined;
  });
  return { kept, leftOut };
}

/** Names of things on the gateway that an Ingress cannot do without. */
export function needsOf(ingress: Typed<Ingress>): string[] {
  return demands(ingress).flatMap(({ name, values }) => values.map((value) => `${prefix}${name} ${value}`));
}

function reasonOf(ingress: Typed<Ingress>, gateway: Gateway | undefined): Evidence | undefined {
  const { rules = [], tls = [] } = ingress.value.spec ?? {};
  const left = (text: string, path: Evidence['path']): Evidence => {
    return evidence(`Ingress ${keyOf(ingress)} is left out: ${text}`, ingress.object, path);
  };
  if (rules.length > 0 && rules.every(({ http }) => !http)) return left('no rule has paths', ['spec', 'rules']);
  const hasCertificate = tls.length > 0 || Boolean(textOf(ingress, 'appgw-ssl-certificate'));
  if (!hasCertificate && isSet(ingress, 'ssl-redirect')) {
    return left('ssl-redirect needs tls, or appgw-ssl-certificate', placeOf('ssl-redirect'));
  }
  if (!gateway) return undefined;
  for (const { name, values, kind } of demands(ingress)) {
    const missing = values.find((value) => !gateway[kind].includes(value));
    if (missing !== undefined) return left(`the gateway has no ${missing} (${name})`, placeOf(name));
  }
  return undefined;
}

interface Demand {
  readonly name: string;
  readonly kind: keyof Gateway;
  readonly values: readonly string[];
}

function demands(ingress: Typed<Ingress>): Demand[] {
  const demand = (name: string, kind: keyof Gateway, split: boolean): Demand[] => {
    const text = textOf(ingress, name);
    return text === undefined ? [] : [{ name, kind, values: split ? text.split(',') : [text] }];
  };
  return [
    ...demand('appgw-ssl-certificate', 'certificates', false),
    ...demand('appgw-ssl-profile', 'profiles', false),
    ...demand('appgw-trusted-root-certificate', 'rootCertificates', true),
  ];
}
