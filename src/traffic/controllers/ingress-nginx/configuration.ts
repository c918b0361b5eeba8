import type { FieldPath } from '../../../yaml/field-path.ts';
import { bytesOf } from '../../ingress/bytes.ts';
import { type Regex, regexOf } from '../../ingress/regex/regex.ts';
import type { RegexProblem } from '../../ingress/regex/syntax.ts';
import type { Backend, Location, ReadIngress, Server } from './servers.ts';
import type { Settings } from './settings.ts';

/** A location as nginx has it. */
export interface NginxLocation {
  /** `=`, no modifier, or `~*`. */
  readonly modifier: 'exact' | 'prefix' | 'regex';
  /** Bytes of the name; of a regex the text after `^`. */
  readonly name: string;
  /** Set for a regex: how it matches, or why it cannot be run. */
  readonly regex: Regex | RegexProblem | undefined;
  /** Set when the path is rewritten: what is searched in it. */
  readonly rewrite: Regex | RegexProblem | undefined;
  readonly settings: Settings | undefined;
  readonly backend: Backend | undefined;
  readonly isDefault: boolean;
  readonly source: ReadIngress | undefined;
  /** The path as written. */
  readonly path: string;
  /** As written; '' where no path made the location. */
  readonly pathType: string;
  readonly at: FieldPath;
}

/** A server as nginx has it. */
export interface NginxServer extends Omit<Server, 'locations'> {
  /** In the order of the file. */
  readonly locations: readonly NginxLocation[];
  /** Whether every path of the host is a regular expression. */
  readonly regexMode: boolean;
}

/** A configuration that nginx would not load. */
export interface Refusal {
  readonly reason: string;
  readonly locations: readonly NginxLocation[];
}

/** Writes a server's locations in nginx's notation (location.go updateServerLocations, template.go buildLocation, v1.15.1). */
export function nginxServer(server: Server): NginxServer {
  const exact = new Set<string>();
  for (const { type, path } of server.locations) if (type === 'Exact') exact.add(path);
  const expanded: Expanded[] = [];
  for (const location of server.locations) expand(location, exact, expanded);
  const regexMode = expanded.some(({ name, location: { source } }) => needsRegex(source?.settings, name));
  const { host, aliases, certificate, fromToWww, clientCertificates } = server;
  return {
    host,
    aliases,
    certificate,
    fromToWww,
    clientCertificates,
    regexMode,
    locations: expanded.map(({ name, type, location }): NginxLocation => {
      const { source, path, backend, isDefault, at } = location;
      const bytes = bytesOf(name);
      return {
        modifier: regexMode ? 'regex' : type === 'Exact' ? 'exact' : 'prefix',
        name: bytes,
        regex: regexMode ? regexOf(`^${bytes}`, { ignoreCase: true }) : undefined,
        rewrite: isRewritten(source?.settings, name) ? regexOf(bytes, { ignoreCase: true }) : undefined,
        settings: source?.settings,
        backend,
        isDefault,
        source,
        path,
        pathType: location.pathType,
        at,
      };
    }),
  };
}

/** What keeps nginx from loading a server: a name that is there twice, or an expression that does not compile. */
export function refusalOf({ locations, regexMode, host }: NginxServer): Refusal | undefined {
  const names = new Map<string, NginxLocation>();
  for (const location of locations) {
    for (const regex of [location.regex, location.rewrite]) {
      if (regex?.kind !== 'invalid') continue;
      const reason = `nginx cannot compile the regular expression ${location.path}: ${regex.message}`;
      return { reason, locations: [location] };
    }
    if (regexMode) continue;
    const name = `${location.modifier === 'exact' ? '= ' : ''}${location.name}`;
    const known = names.get(name);
    if (known) {
      const where = host === '' ? 'for any host' : `for the host ${host}`;
      return { reason: `two paths become the same nginx location "${name}" ${where}`, locations: [known, location] };
    }
    names.set(name, location);
  }
  return undefined;
}

interface Expanded {
  readonly name: string;
  readonly type: 'Exact' | 'Prefix';
  readonly location: Location;
}

/** A prefix becomes its own directory and, unless an Exact path has that name, the path itself. */
function expand(location: Location, exact: ReadonlySet<string>, into: Expanded[]): void {
  const { path, type, source } = location;
  if (path === '/' || type === 'Exact' || needsRegex(source?.settings, path)) {
    into.push({ name: path, type, location });
    return;
  }
  into.push({ name: path.endsWith('/') ? path : `${path}/`, type, location });
  if (!exact.has(path)) into.push({ name: path, type: 'Exact', location });
}

function needsRegex(settings: Settings | undefined, name: string): boolean {
  return isRewritten(settings, name) || settings?.useRegex === true;
}

/** A target that is the path itself changes nothing. */
function isRewritten(settings: Settings | undefined, name: string): boolean {
  return settings !== undefined && settings.rewriteTarget !== '' && settings.rewriteTarget !== name;
}
