import { byText } from '../../ingress/age.ts';
import { isWildcard } from '../../ingress/host-pattern.ts';
import type { RouteSettings } from './annotations.ts';
import { allOf, anyOf, type Matcher, predicate } from './expression.ts';

/** Any of the hosts; a wildcard covers any number of labels. */
export function hostMatcher(hosts: readonly string[]): Matcher {
  return anyOf(
    ...hosts
      .filter((host) => validHost.test(host))
      .map((host) => {
        return isWildcard(host) ? predicate('http.host', '=^', host.slice(1)) : predicate('http.host', '==', host);
      }),
  );
}

/** What the annotations ask of headers, method and server name. */
export function annotationMatchers({ headers, methods, snis }: RouteSettings): Matcher[] {
  const byName = [...headers]
    .sort(([a], [b]) => byText(a, b))
    .map(([name, values]) => {
      const field = `http.headers.${name.toLowerCase().replaceAll('-', '_')}`;
      if (field === 'http.headers.host') return anyOf();
      return anyOf(
        ...values.map((value) => {
          return value.startsWith('~*') ? predicate(field, '~', value.slice(2)) : predicate(field, '==', value);
        }),
      );
    });
  return [
    allOf(...byName),
    anyOf(...methods.filter((name) => /^[A-Z]+$/.test(name)).map((name) => predicate('http.method', '==', name))),
    anyOf(...snis.filter((name) => validSni.test(name)).map((name) => predicate('tls.sni', '==', name))),
  ];
}

// internal/dataplane/translator/subtranslator/ingress_atc.go; written so that they need no backtracking.
/** Names that Kong takes as server names and hosts. */
export const validSni: RegExp = /^[a-zA-Z0-9]+(?:-[a-zA-Z0-9]+)*(?:\.[a-zA-Z0-9]+(?:-[a-zA-Z0-9]+)*)*$/;
export const validHost: RegExp =
  /^(?:\*\.)?[a-zA-Z0-9]+(?:-[a-zA-Z0-9]+)*(?:\.[a-zA-Z0-9]+(?:-[a-zA-Z0-9]+)*)*(?:\.\*)?$/;
