import type { Cidr } from '../../../api/formats/cidr.ts';
import { sourceRange } from '../../ingress/haproxy/source-ranges.ts';
import { isTrue, type Keys, type Value } from './annotations.ts';
import type { Backend, PathLink } from './hosts.ts';
import { quoteMeta } from './match-map.ts';

/** Source ranges: who may pass, and the exceptions that `!` marks. */
export interface Access {
  readonly allow: readonly Cidr[];
  readonly allowExcept: readonly Cidr[];
  readonly deny: readonly Cidr[];
  readonly denyExcept: readonly Cidr[];
  readonly sourceHeader: string;
}

/** What a path of a backend asks of requests (annotations/backend.go, v0.16.1). */
export interface PathSettings {
  readonly sslRedirect: boolean;
  readonly access: Access;
  /** The Secret with names and passwords. */
  readonly authSecret: string;
  readonly cors: boolean;
  readonly rewrite: { readonly match: string; readonly target: string } | undefined;
  /** Keys that ask somebody else whether a request may pass. */
  readonly external: readonly string[];
}

/**
 * One setting of the path that a request came by. Where all paths of a backend agree it counts for every request; where
 * they differ HAProxy looks the path up again, and finds none for the alias of a host (types/backend.go PathConfig).
 */
export function settingFor<Key extends keyof PathSettings>(
  backend: Backend,
  link: () => PathLink | undefined,
  key: Key,
): PathSettings[Key] | undefined {
  if (commonSettings(backend).has(key)) {
    const [first] = backend.paths;
    return first && settingsOf(backend, first)[key];
  }
  const found = link();
  return found && settingsOf(backend, found)[key];
}

/** What all paths of a backend have in common; found once, for a Service may have thousands of paths. */
function commonSettings(backend: Backend): ReadonlySet<keyof PathSettings> {
  let shared = sharedSettings.get(backend);
  if (!shared) {
    const [first, ...others] = backend.paths.map((path) => settingsOf(backend, path));
    const keys = Object.keys(first ?? {}) as (keyof PathSettings)[];
    const common = keys.filter((key) => {
      const text = JSON.stringify(first?.[key]);
      return others.every((other) => JSON.stringify(other[key]) === text);
    });
    shared = new Set(common);
    sharedSettings.set(backend, shared);
  }
  return shared;
}

const sharedSettings = new WeakMap<Backend, ReadonlySet<keyof PathSettings>>();

const known = new WeakMap<Backend, Map<string, PathSettings>>();

/** The settings of one path of a backend, once all Ingresses are read. */
export function settingsOf(backend: Backend, link: PathLink): PathSettings {
  let ofBackend = known.get(backend);
  if (!ofBackend) {
    ofBackend = new Map();
    known.set(backend, ofBackend);
  }
  let settings = ofBackend.get(link.id);
  if (!settings) {
    settings = readSettings(backend, link);
    ofBackend.set(link.id, settings);
  }
  return settings;
}

function readSettings(backend: Backend, link: PathLink): PathSettings {
  const keys: Keys = backend.keys.get(link.id) ?? new Map<string, Value>();
  const text = (key: string): string => keys.get(key)?.text ?? '';
  const allow = rangesOf(text('allowlist-source-range') || text('whitelist-source-range'));
  const deny = rangesOf(text('denylist-source-range'));
  return {
    sslRedirect: isRedirected(link, keys.get('ssl-redirect')),
    access: {
      allow: allow.rule,
      allowExcept: allow.except,
      deny: deny.rule,
      denyExcept: deny.except,
      sourceHeader: text('allowlist-source-header'),
    },
    authSecret: text('auth-secret'),
    cors: isTrue(text('cors-enable')),
    rewrite: rewriteOf(link, text('rewrite-target')),
    external: ['auth-url', 'oauth'].filter((key) => text(key) !== ''),
  };
}

/** `ssl-redirect` is on by default, for hosts with TLS, but for the paths of ACME challenges (buildBackendSSLRedirect). */
function isRedirected({ host, path }: PathLink, written: Value | undefined): boolean {
  const usesTls = host.tls !== undefined || isTrue(host.keys.get('ssl-always-add-https')?.text);
  return usesTls && isTrue(written?.text ?? 'true') && !path.startsWith('/.well-known/acme-challenge');
}

/** Items that are no address are skipped (updater.go splitDualCIDR). */
function rangesOf(text: string): { rule: Cidr[]; except: Cidr[] } {
  const rule: Cidr[] = [];
  const except: Cidr[] = [];
  for (const item of text.split(',')) {
    const written = item.trim();
    const negated = written.startsWith('!');
    const range = sourceRange(negated ? written.slice(1) : written);
    if (range) (negated ? except : rule).push(range);
  }
  return { rule, except };
}

/** What is searched in the path, and what takes its place (buildBackendRewriteURL). */
function rewriteOf({ path, match }: PathLink, target: string): PathSettings['rewrite'] {
  if (target === '') return undefined;
  if (match === 'regex') return { match: `^${path}`, target };
  const directory = path.endsWith('/');
  const optional = target === '/' && !directory ? '/?' : '';
  const slash = directory && !target.endsWith('/') ? '/' : '';
  return { match: `^${quoteMeta(path)}${optional}(.*)$`, target: `${target}${slash}\\1` };
}
