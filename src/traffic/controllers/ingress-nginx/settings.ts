import { type Cidr, parseCidr } from '../../../api/formats/cidr.ts';
import { parseIp } from '../../../api/formats/ip.ts';
import type { Model } from '../../../model/model.ts';
import type { Typed } from '../../../model/registry.ts';
import type { Ingress } from '../../../objects/kinds/ingress.ts';
import type { StringMap } from '../../../objects/kinds/meta.ts';
import {
  type Annotation,
  boolOr,
  intOr,
  isAny,
  isBasic,
  isBool,
  isInt,
  isPathWithCapture,
  isRegexText,
  isServerNames,
  isServiceName,
  isTrue,
  isUrl,
  prefix,
  read,
  textOr,
  type Validator,
} from './annotations.ts';

/** How a canary Ingress gets its share of the requests. */
export interface Canary {
  readonly weight: number;
  readonly total: number;
  /** '' for none, as in the other texts. */
  readonly header: string;
  readonly headerValue: string;
  readonly headerPattern: string;
  readonly cookie: string;
}

/** What the annotations of an Ingress ask for, defaults included. */
export interface Settings {
  readonly rewriteTarget: string;
  readonly useRegex: boolean;
  readonly sslRedirect: boolean;
  readonly forceSslRedirect: boolean;
  readonly preserveTrailingSlash: boolean;
  readonly portInRedirects: boolean;
  readonly appRoot: string;
  readonly redirect: { readonly url: string; readonly code: number } | undefined;
  readonly relativeRedirects: boolean;
  readonly fromToWww: boolean;
  readonly aliases: readonly string[];
  readonly canary: Canary | undefined;
  readonly allow: readonly Cidr[];
  readonly deny: readonly Cidr[];
  /** Why every request is answered 503. */
  readonly denied: string | undefined;
  /** Who is asked whether a request may pass. */
  readonly authUrl: string | undefined;
  /** A name and password are asked for. */
  readonly passwords: boolean;
  readonly defaultBackend: string | undefined;
  /** Statuses that another Service answers. */
  readonly customErrors: readonly number[];
  /** Origins that may ask across sites; undefined when CORS is off. */
  readonly corsOrigins: readonly string[] | undefined;
  readonly upstreamVhost: string | undefined;
  readonly serviceUpstream: boolean;
  /** Annotations that decide about requests by what is not in the files. */
  readonly undecided: readonly string[];
}

/** The settings of an Ingress, or why the controller leaves the whole Ingress out. */
export type Reading =
  | { readonly kind: 'settings'; readonly settings: Settings }
  | { readonly kind: 'ignored'; readonly annotation: string; readonly reason: string };

/** Above the default of --annotations-risk-level, High: an Ingress that has one is left out. */
const critical = ['configuration-snippet', 'server-snippet', 'stream-snippet', 'auth-snippet', 'modsecurity-snippet'];

/** Reads all annotations that decide about answers (ingress-nginx internal/ingress/annotations, v1.15.1). */
export function settingsOf(ingress: Typed<Ingress>, model: Model): Reading {
  const { annotations } = ingress.value.metadata ?? {};
  if (annotations) return readSettings(annotations, ingress, model);
  defaults ??= readSettings({}, ingress, model);
  return defaults;
}

/** Of an Ingress without annotations, as most are: nothing else decides about them. */
let defaults: Reading | undefined;

function readSettings(annotations: StringMap, { namespace, object }: Typed<Ingress>, model: Model): Reading {
  const risky = critical.find((name) => prefix + name in annotations || name in annotations);
  if (risky !== undefined) {
    const reason = 'snippets are above the allowed risk level (annotations-risk-level, High by default)';
    return { kind: 'ignored', annotation: risky, reason };
  }
  for (const [name, validator, needs] of strictlyValidated) {
    if (read(annotations, validator, name).kind !== 'invalid') continue;
    if (needs !== undefined && !annotations[prefix + needs]) continue;
    return { kind: 'ignored', annotation: name, reason: `'${annotations[prefix + name]}' is not a valid value` };
  }
  const allow = ranges(read(annotations, isAny, 'allowlist-source-range', 'whitelist-source-range'));
  const deny = ranges(read(annotations, isAny, 'denylist-source-range'));
  const passwords = passwordsOf(annotations);
  const secret = passwords && model.secrets.get(namespace, passwords.secret, object);
  const knowsSecrets = model.cluster.complete || model.secrets.in(namespace).length > 0;
  const undecided: string[] = outside.filter((name) => annotations[prefix + name]);
  if (passwords && !passwords.problem && !secret && !knowsSecrets) undecided.push('auth-secret');
  if (textOr(read(annotations, isAny, 'satisfy'), '') === 'any') undecided.push('satisfy');
  const denied =
    (allow && deny ? undefined : 'a source range is not valid') ??
    passwords?.problem ??
    (passwords && !secret && knowsSecrets ? `Secret ${namespace}/${passwords.secret} does not exist` : undefined);
  return {
    kind: 'settings',
    settings: {
      ...rewriteOf(annotations),
      ...redirectOf(annotations),
      portInRedirects: boolOr(annotations, 'use-port-in-redirects', false),
      aliases: aliasesOf(annotations),
      canary: canaryOf(annotations),
      allow: allow ?? [],
      deny: deny ?? [],
      denied,
      authUrl: textOr(read(annotations, isAny, 'auth-url'), '') || undefined,
      passwords: secret !== undefined,
      defaultBackend: textOr(read(annotations, isServiceName, 'default-backend'), '') || undefined,
      customErrors: (textOr(read(annotations, isAny, 'custom-http-errors'), '').match(/\d+/g) ?? []).map(Number),
      corsOrigins: corsOf(annotations),
      upstreamVhost: textOr(read(annotations, isRegexText, 'upstream-vhost'), '') || undefined,
      serviceUpstream: boolOr(annotations, 'service-upstream', false),
      undecided,
    },
  };
}

/**
 * Annotations whose parsers hand on what their validator refuses: the whole Ingress is then left out. The third is an
 * annotation without which the first is not read.
 */
const strictlyValidated: readonly (readonly [name: string, validator: Validator, needs?: string])[] = [
  ['from-to-www-redirect', isBool],
  ['relative-redirects', isBool],
  ['temporal-redirect', isUrl],
  ['temporal-redirect-code', isInt, 'temporal-redirect'],
  ['permanent-redirect', isUrl],
  ['permanent-redirect-code', isInt],
  ['server-alias', isServerNames],
  ['default-backend', isServiceName],
  ['custom-http-errors', (value) => /^(?:[4,5]\d{2},?)*$/.test(value.replaceAll(' ', ''))],
  ['upstream-vhost', (value) => isRegexText(value.trim())],
  ['auth-type', (value) => /basic|digest/.test(value)],
  ['ssl-passthrough', isBool],
  ['http2-push-preload', isBool],
  ['x-forwarded-prefix', (value) => isPathWithCapture(value.replaceAll(' ', ''))],
  ['load-balance', (value) => value.trim() === 'round_robin' || value.trim() === 'ewma'],
  ['client-body-buffer-size', (value) => /^\d+[bkmg]?$/i.test(value.replaceAll(' ', ''))],
  ['limit-rpm', isInt],
  ['limit-rps', isInt],
  ['limit-connections', isInt],
];

/** Annotations that ask something outside the files whether a request may pass. */
const outside: readonly string[] = [
  'auth-tls-secret',
  'custom-headers',
  'fastcgi-params-configmap',
  'proxy-ssl-secret',
];

function rewriteOf(annotations: StringMap) {
  const appRoot = textOr(read(annotations, isPathWithCapture, 'app-root'), '');
  return {
    rewriteTarget: textOr(read(annotations, isPathWithCapture, 'rewrite-target'), ''),
    useRegex: boolOr(annotations, 'use-regex', false),
    sslRedirect: boolOr(annotations, 'ssl-redirect', true),
    forceSslRedirect: boolOr(annotations, 'force-ssl-redirect', false),
    preserveTrailingSlash: boolOr(annotations, 'preserve-trailing-slash', false),
    appRoot: appRoot.startsWith('/') ? appRoot : '',
  };
}

/** A value that is empty, or a URL that is none, switches the whole group off (annotations/redirect/redirect.go). */
function redirectOf(annotations: StringMap): Pick<Settings, 'redirect' | 'relativeRedirects' | 'fromToWww'> {
  const off = { redirect: undefined, relativeRedirects: false, fromToWww: false };
  const www = read(annotations, isBool, 'from-to-www-redirect');
  const relative = read(annotations, isBool, 'relative-redirects');
  const temporal = read(annotations, isUrl, 'temporal-redirect');
  if ([www, relative, temporal].some(({ kind }) => kind === 'empty')) return off;
  const rest = { relativeRedirects: isOn(relative), fromToWww: isOn(www) };
  if (temporal.kind === 'value') {
    if (!/^http/i.test(temporal.value)) return off;
    const code = intOr(annotations, 'temporal-redirect-code', 0);
    return { redirect: { url: temporal.value, code: code >= 300 && code <= 307 ? code : 302 }, ...rest };
  }
  const permanent = read(annotations, isUrl, 'permanent-redirect');
  if (permanent.kind === 'empty') return off;
  const code = intOr(annotations, 'permanent-redirect-code', 0);
  const url = textOr(permanent, '');
  return { redirect: url === '' ? undefined : { url, code: code >= 300 && code <= 308 ? code : 301 }, ...rest };
}

function isOn(annotation: Annotation): boolean {
  return annotation.kind === 'value' && isTrue(annotation.value);
}

function aliasesOf(annotations: StringMap): string[] {
  const names = textOr(read(annotations, isServerNames, 'server-alias'), '').split(',');
  return [...new Set(names.map((name) => name.trim()).filter((name) => name !== ''))].sort();
}

/** Without `canary: "true"` the other keys are dropped (annotations/canary/main.go). */
function canaryOf(annotations: StringMap): Canary | undefined {
  if (!boolOr(annotations, 'canary', false)) return undefined;
  return {
    weight: intOr(annotations, 'canary-weight', 0),
    total: Math.max(100, intOr(annotations, 'canary-weight-total', 100)),
    header: textOr(read(annotations, isBasic, 'canary-by-header'), ''),
    headerValue: textOr(read(annotations, isBasic, 'canary-by-header-value'), ''),
    headerPattern: textOr(read(annotations, isRegexText, 'canary-by-header-pattern'), ''),
    cookie: textOr(read(annotations, isBasic, 'canary-by-cookie'), ''),
  };
}

/** Addresses and ranges between commas; undefined when one of them is none. */
function ranges(annotation: Annotation): readonly Cidr[] | undefined {
  if (annotation.kind === 'missing') return [];
  if (annotation.kind !== 'value') return undefined;
  const found: Cidr[] = [];
  for (const item of annotation.value.split(',')) {
    const text = item.trim();
    const ip = parseIp(text);
    const cidr = ip ? parseCidr(`${text}/${ip.bytes.length * 8}`) : parseCidr(text);
    if (!cidr) return undefined;
    found.push(cidr);
  }
  return found;
}

function passwordsOf(annotations: StringMap): { secret: string; problem: string | undefined } | undefined {
  if (read(annotations, isAny, 'auth-type').kind !== 'value') return undefined;
  const found = read(annotations, isBasic, 'auth-secret');
  if (found.kind !== 'value') return { secret: '', problem: 'auth-type without a valid auth-secret' };
  const secret = found.value.slice(found.value.indexOf('/') + 1);
  return { secret, problem: undefined };
}

function corsOf(annotations: StringMap): string[] | undefined {
  if (!boolOr(annotations, 'enable-cors', false)) return undefined;
  const origins = textOr(read(annotations, isAny, 'cors-allow-origin'), '*')
    .split(',')
    .map((origin) => origin.trim());
  if (origins.includes('*')) return ['*'];
  return origins.filter((origin) => /^(?:[a-z]+:\/\/(?:\*\.)?[A-Za-z0-9\-.]*(?::\d+)?|null)$/.test(origin));
}
