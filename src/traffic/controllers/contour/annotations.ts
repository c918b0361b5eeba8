import type { Typed } from '../../../model/registry.ts';
import type { Ingress } from '../../../objects/kinds/ingress.ts';

// projectcontour/contour internal/annotation/annotations.go, v1.33. The others of its prefix (timeouts, retries, limits)
// do not change where a request goes.

/** Prefix of Contour's own annotations. */
export const prefix = 'projectcontour.io/';

export const ownClassAnnotation: string = `${prefix}ingress.class`;
export const certNamespaceAnnotation: string = `${prefix}tls-cert-namespace`;
export const forceRedirectAnnotation = 'ingress.kubernetes.io/force-ssl-redirect';

export const minimumVersionAnnotation: string = `${prefix}tls-minimum-protocol-version`;

/** What the annotations of an Ingress decide about its routes. */
export interface Settings {
  /** Plain requests are sent to https. */
  readonly upgrade: boolean;
  /** Plain requests find its routes. */
  readonly http: boolean;
  /** Paths, as they are written, whose connections may change to WebSocket. */
  readonly websockets: ReadonlySet<string>;
  /** The lowest TLS version is above the highest: Contour gives up on this Ingress and on those it has not read yet. */
  readonly breaksTls: boolean;
}

/** Reads the annotations of an Ingress. */
export function settingsOf({ value }: Typed<Ingress>): Settings {
  const annotations = value.metadata?.annotations ?? {};
  const upgrade = annotations[forceRedirectAnnotation] === 'true';
  const version = (key: string, otherwise: string): string => {
    const written = annotations[prefix + key];
    return written === '1.2' || written === '1.3' ? written : otherwise;
  };
  return {
    upgrade,
    http: upgrade || annotations['kubernetes.io/ingress.allow-http'] !== 'false',
    websockets: new Set((annotations[`${prefix}websocket-routes`] ?? '').split(',').map((path) => path.trim())),
    breaksTls: version('tls-maximum-protocol-version', '1.3') < version('tls-minimum-protocol-version', '1.2'),
  };
}
