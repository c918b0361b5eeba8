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
  readonly leftOut: readonly LeftOut[];
}

/** Why an Ingress is left out, and what to do about it. */
export interface LeftOut extends Evidence {
  readonly reason: string;
  readonly remedy: string;
}

/** Sorts by name and leaves out what cannot be served (context.go filterAndSort, pkg/controller/prune.go, f42103d). */
export function prune(ingresses: readonly Typed<Ingress>[], gateway: Gateway | undefined): Pruned {
  const leftOut: LeftOut[] = [];
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

function reasonOf(ingress: Typed<Ingress>, gateway: Gateway | undefined): LeftOut | undefined {
  const { rules = [], tls = [] } = ingress.value.spec ?? {};
  const left = (reason: string, path: Evidence['path'], remedy: string): LeftOut => {
    return { ...evidence(`Ingress ${keyOf(ingress)} is left out: ${reason}`, ingress.object, path), reason, remedy };
  };
  if (rules.length > 0 && rules.every(({ http }) => !http)) {
    return left('no rule has paths', ['spec', 'rules'], 'Give one of the rules http.paths.');
  }
  const hasCertificate = tls.length > 0 || Boolean(textOf(ingress, 'appgw-ssl-certificate'));
  if (!hasCertificate && isSet(ingress, 'ssl-redirect')) {
    const remedy = `Add spec.tls with a Secret, name a certificate of the gateway in ${prefix}appgw-ssl-certificate, or take ssl-redirect out.`;
    return left('ssl-redirect needs tls, or appgw-ssl-certificate', placeOf('ssl-redirect'), remedy);
  }
  if (!gateway) return undefined;
  for (const { name, values, kind } of demands(ingress)) {
    const missing = values.find((value) => !gateway[kind].includes(value));
    if (missing === undefined) continue;
    return left(`the gateway has no ${missing} (${name})`, placeOf(name), `Add ${missing} to the gateway.`);
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
