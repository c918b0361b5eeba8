import type { Cidr } from '../../../api/formats/cidr.ts';
import type { Typed } from '../../../model/registry.ts';
import type { Ingress } from '../../../objects/kinds/ingress.ts';
import { keyOf } from '../../ingress/age.ts';
import { sourceRange } from '../../ingress/haproxy/source-ranges.ts';
import { type Annotations, boolOf, readAnnotations } from './annotations.ts';

/** A redirect of every request; status 0 stands for a code that HAProxy would not take. */
export interface Redirect {
  readonly annotation: string;
  readonly status: number;
}

/** What the annotations of an Ingress ask of requests: the rules that its routes are marked with. */
export interface Settings {
  readonly annotations: Annotations;
  readonly deny: readonly Cidr[];
  /** Undefined for everybody. */
  readonly allow: readonly Cidr[] | undefined;
  /** The header that the address of the client is read from. */
  readonly sourceHeader: string | undefined;
  readonly passwords: boolean;
  readonly sslRedirect: (Redirect & { readonly port: string }) | undefined;
  readonly hostRedirect: (Redirect & { readonly target: string }) | undefined;
  /** The Host header that the Service gets. */
  readonly setHost: string | undefined;
  readonly rewrites: readonly { readonly match: string; readonly format: string }[];
  readonly answersOptions: boolean;
  readonly sslPassthrough: boolean;
  readonly standalone: boolean;
  /** Annotations that decide about requests by what is not in the files. */
  readonly undecided: readonly string[];
  /** The rules in their order, to tell whether two Ingresses have the same ones. */
  readonly rules: readonly string[];
}

/** Reads the annotations of an Ingress (haproxytech/kubernetes-ingress pkg/annotations/ingress, v3.2.11). */
export function settingsOf(ingress: Typed<Ingress>): Settings {
  const { metadata, spec } = ingress.value;
  const annotations = readAnnotations(metadata?.annotations);
  const deny = rangesOf(annotations, 'deny-list', 'blacklist');
  const allow = rangesOf(annotations, 'allow-list', 'whitelist');
  // The list of hosts becomes a map: an entry without hosts is gone (pkg/store/convert.go).
  const hasTls = (spec?.tls ?? []).some(({ hosts = [] }) => hosts.length > 0);
  const settings = {
    annotations,
    deny: deny?.ranges ?? [],
    allow: allow?.ranges,
    sourceHeader: annotations.get('src-ip-header') || undefined,
    passwords: annotations.get('auth-type') === 'basic-auth',
    sslRedirect: sslRedirectOf(annotations, hasTls),
    hostRedirect: hostRedirectOf(annotations),
    setHost: hostOf(annotations),
    rewrites: rewritesOf(annotations.get('path-rewrite') ?? ''),
    answersOptions:
      boolOf(annotations.get('cors-enable') ?? '') === true && annotations.get('cors-respond-to-options') === 'true',
    sslPassthrough: boolOf(annotations.get('ssl-passthrough') ?? '') === true,
    standalone: annotations.get('standalone-backend') === 'true',
    undecided: undecidedOf(annotations, [deny, allow]),
  };
  return { ...settings, rules: rulesOf(settings, keyOf(ingress)) };
}

interface Ranges {
  readonly name: string;
  readonly ranges: readonly Cidr[] | undefined;
  /** A file of patterns, whose content a ConfigMap of the controller has. */
  readonly isFile: boolean;
}

/** One address that is none switches the list off (accessControl.go). */
function rangesOf(annotations: Annotations, ...names: readonly string[]): Ranges | undefined {
  const name = names.find((each) => annotations.get(each));
  const value = name === undefined ? undefined : annotations.get(name);
  if (name === undefined || value === undefined) return undefined;
  if (value.startsWith('patterns/')) return { name, ranges: undefined, isFile: true };
  const ranges: Cidr[] = [];
  for (const item of value.split(',')) {
    const range = sourceRange(item.trim());
    if (!range) return { name, ranges: undefined, isFile: false };
    ranges.push(range);
  }
  return { name, ranges, isFile: false };
}

/** httpsRedirect.go: without a word about it, `tls` redirects; a value that is none switches it off. */
function sslRedirectOf(annotations: Annotations, hasTls: boolean): Settings['sslRedirect'] {
  const written = annotations.get('ssl-redirect') ?? '';
  const enabled = written === '' ? hasTls : boolOf(written) === true;
  if (!enabled) return undefined;
  const port = annotations.get('ssl-redirect-port') ?? '8443';
  return {
    annotation: 'ssl-redirect',
    status: statusOf(annotations.get('ssl-redirect-code')),
    port: /^[+-]?\d+$/.test(port) ? String(Number(port)) : '0',
  };
}

/** hostRedirect.go. */
function hostRedirectOf(annotations: Annotations): Settings['hostRedirect'] {
  const written = annotations.get('request-redirect') ?? '';
  if (written === '') return undefined;
  const target = /^https?:\/\//.test(written) ? written : `http://${written}`;
  return { annotation: 'request-redirect', status: statusOf(annotations.get('request-redirect-code')), target };
}

function statusOf(code = '302'): number {
  return /^30[12378]$/.test(code) ? Number(code) : 0;
}

/** `set-host`, unless a line of `request-set-header` sets the header after it (setHdr.go). */
function hostOf(annotations: Annotations): string | undefined {
  let host = annotations.get('set-host') || undefined;
  for (const line of (annotations.get('request-set-header') ?? '').split('\n')) {
    const space = line.indexOf(' ');
    if (line !== '' && space === -1) break;
    if (line.slice(0, space).toLowerCase() === 'host') host = line.slice(space + 1).replace(/^"|"$/g, '');
  }
  return host;
}

/** Lines of `/path` or `regex /path` (reqPathRewrite.go); the lines before one that is neither count. */
function rewritesOf(written: string): Settings['rewrites'] {
  const rewrites: { match: string; format: string }[] = [];
  for (const line of written.trim() === '' ? [] : written.trim().split('\n')) {
    const [first = '', second, ...more] = line.trim().split(/\s+/);
    if (first === '' || more.length > 0) break;
    rewrites.push(second === undefined ? { match: '(.*)', format: first } : { match: first, format: second });
  }
  return rewrites;
}

/** What would have to be known besides the files. */
function undecidedOf(annotations: Annotations, lists: readonly (Ranges | undefined)[]): string[] {
  const snippets = ['backend-config-snippet', 'cr-backend'].filter((name) => annotations.get(name));
  const files = lists.flatMap((list) => (list?.isFile ? [list.name] : []));
  const codes = (['ssl-redirect-code', 'request-redirect-code'] as const).filter(
    (name) => statusOf(annotations.get(name)) === 0,
  );
  const host = hostOf(annotations)?.includes('%') ? ['set-host'] : [];
  // Quotes, comments and escapes of HAProxy's own configuration.
  const rewrite = /["'#]|\\[ \\]/.test(annotations.get('path-rewrite') ?? '') ? ['path-rewrite'] : [];
  const ambiguous = annotations.ambiguous.filter((name) => ruleNames.has(name));
  return [...new Set([...snippets, ...files, ...codes, ...host, ...rewrite, ...ambiguous])];
}

const ruleNames: ReadonlySet<string> = new Set([
  'deny-list',
  'allow-list',
  'src-ip-header',
  'auth-type',
  'ssl-redirect',
  'ssl-redirect-port',
  'ssl-redirect-code',
  'request-redirect',
  'request-redirect-code',
  'set-host',
  'path-rewrite',
  'standalone-backend',
  'ssl-passthrough',
]);

/** The rules in the order of pkg/annotations/annotations.go Frontend; each is known by its content. */
function rulesOf(settings: Omit<Settings, 'rules'>, key: string): string[] {
  const { annotations, deny, allow, sslRedirect, hostRedirect, rewrites, passwords } = settings;
  const text = (name: string): string[] => {
    const value = annotations.get(name);
    return value ? [`${name} ${value}`] : [];
  };
  return [
    ...(deny.length > 0 ? ['deny-list', 'blacklist'].flatMap(text).slice(0, 1) : []),
    ...(allow ? ['allow-list', 'whitelist'].flatMap(text).slice(0, 1) : []),
    ...text('src-ip-header'),
    ...text('set-host'),
    ...rewrites.map(({ match, format }) => `path-rewrite ${match} ${format}`),
    ...text('request-set-header'),
    ...text('response-set-header'),
    ...(sslRedirect ? [`ssl-redirect ${sslRedirect.status} ${sslRedirect.port}`] : []),
    ...(hostRedirect ? [`request-redirect ${hostRedirect.status} ${hostRedirect.target}`] : []),
    ...['rate-limit-requests', 'rate-limit-period', 'rate-limit-size', 'rate-limit-status-code'].flatMap(text),
    ...(passwords ? [`auth-type ${key}`] : []),
    ...text('request-capture'),
    ...(boolOf(annotations.get('cors-enable') ?? '') === true ? corsNames.flatMap(text) : []),
  ];
}

const corsNames = [
  'cors-enable',
  'cors-allow-origin',
  'cors-allow-methods',
  'cors-allow-headers',
  'cors-max-age',
  'cors-allow-credentials',
  'cors-respond-to-options',
];
