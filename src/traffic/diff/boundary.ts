import type { HttpRequest } from '../request.ts';

/** What a witness stands for: the boundary of the space of requests that it lies on. */
export type Boundary =
  | 'path' // a path as it is written
  | 'slash' // with a slash at its end
  | 'below' // one element further
  | 'appended' // further characters in the last element
  | 'parent'
  | 'case'
  | 'double-slash'
  | 'dot-segment'
  | 'dot-dot' // below it and out again
  | 'above-root' // dots that lead out of the root
  | 'broken-escape' // a % without two hexadecimal digits
  | 'encoded-slash'
  | 'encoded-letter'
  | 'query'
  | 'fragment'
  | 'target-form' // a request target that is no path: `*`, or a whole URL
  | 'other-path' // one that nobody names
  | 'bare-domain' // what a wildcard stands below
  | 'two-labels' // two below a wildcard
  | 'odd-label' // below a wildcard: with an underscore, empty, or the wildcard itself
  | 'unnamed-host'
  | 'host-case'
  | 'host-dot'
  | 'host-port'
  | 'no-host'
  | 'sni' // a server name that is not the host
  | 'header'
  | 'client'
  | 'method';

/** One request of those that stand for all. */
export interface Probe {
  readonly request: HttpRequest;
  readonly boundary: Boundary;
}
