import type { HaproxyRequest } from '../../ingress/haproxy/request.ts';
import { type Backend, defaultHost, type PathLink } from './hosts.ts';
import { lookUp, type MatchFile, matchFiles, pathEntry } from './match-map.ts';

/**
 * The path that a backend finds again for a request, when its paths have different settings; none for a host that is
 * only an alias (pkg/haproxy/config.go WriteBackendMaps, v0.16.1).
 */
export function pathInBackend(
  backend: Backend,
  base: string | undefined,
  request: HaproxyRequest,
): PathLink | undefined {
  let files = known.get(backend);
  if (!files) {
    const isDefault = ({ host }: PathLink): boolean => host.name === defaultHost;
    files = [filesOf(backend.paths.filter((link) => !isDefault(link))), filesOf(backend.paths.filter(isDefault))];
    known.set(backend, files);
  }
  const [named, rest] = files;
  const found = lookUp(named, base, request);
  const last = found.kind === 'found' ? found : lookUp(rest, `${defaultHost}#${request.path ?? ''}`, request);
  return last.kind === 'found' ? last.value : undefined;
}

type Files = readonly MatchFile<PathLink>[];

const known = new WeakMap<Backend, readonly [named: Files, rest: Files]>();

function filesOf(links: readonly PathLink[]): Files {
  return matchFiles(links.map((link, order) => pathEntry({ ...link, host: link.host.name, order, value: link })));
}
