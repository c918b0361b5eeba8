import type { GraphOptions } from './options.ts';

/** Which parts of a set are asked for. */
export interface Filter {
  readonly hosts: boolean;
  /** Whether hosts or a Service are asked for. */
  readonly isPartial: boolean;
  namespace(name: string): boolean;
  host(name: string): boolean;
  service(namespace: string, name: string): boolean;
}

/** Reads the filters of options; what is not filtered passes. */
export function filterOf({ onlyNamespace, host, service }: GraphOptions): Filter {
  const [before, name] = service?.includes('/') ? service.split('/') : [undefined, service];
  // `svc/api` is how kubectl users name a Service.
  const namespace = before === 'svc' || before === 'service' ? undefined : before;
  const wanted = host?.toLowerCase();
  return {
    hosts: host !== undefined,
    isPartial: host !== undefined || service !== undefined,
    namespace: (each) => onlyNamespace === undefined || each === onlyNamespace,
    host: (each) => wanted === undefined || matchesGlob(wanted, each.toLowerCase()),
    service: (space, each) =>
      service === undefined || (each === name && (namespace === undefined || space === namespace)),
  };
}

/** Compares without backtracking into earlier stars: the last star takes as little as it has to. */
function matchesGlob(glob: string, text: string): boolean {
  let at = 0;
  let star = -1;
  let resume = 0;
  let position = 0;
  while (position < text.length) {
    if (glob[at] === '*') {
      star = at++;
      resume = position;
    } else if (at < glob.length && glob[at] === text[position]) {
      at++;
      position++;
    } else if (star >= 0) {
      at = star + 1;
      position = ++resume;
    } else {
      return false;
    }
  }
  while (glob[at] === '*') at++;
  return at === glob.length;
}
