import type { Evidence } from '../../hop.ts';
import type { ProxyRequest } from './proxy-request.ts';

/** What a middleware does with a request. */
export type Handled =
  | { readonly kind: 'next'; readonly request: ProxyRequest }
  | { readonly kind: 'answered'; readonly status: number; readonly reason: string }
  | { readonly kind: 'redirected'; readonly status: number; readonly location: string }
  | { readonly kind: 'undecided'; readonly needs: string };

/** A piece that stands between a router and its service. */
export interface Middleware {
  /** As it is shown: `stripPrefix of Middleware shop/strip`. */
  readonly name: string;
  readonly because: readonly Evidence[];
  handle(request: ProxyRequest): Handled;
  /** Whether it puts a page of another Service in the place of a status. */
  replaces?(status: number): boolean;
}

/** The middlewares of a router, or why Traefik does not build the router. */
export type Chain =
  | { readonly kind: 'chain'; readonly middlewares: readonly Middleware[] }
  | { readonly kind: 'refused'; readonly reason: string };
