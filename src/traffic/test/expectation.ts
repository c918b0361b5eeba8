import type { Position } from '../../text/position.ts';
import type { Outcome } from '../outcome.ts';
import type { Trace } from '../trace-result.ts';

/** What is expected of a request: everything that is given has to hold. */
export interface Expected {
  /** `shop/web:80`; the port or the namespace may be left out: `web`. */
  readonly backend?: string;
  /** The Service alone: `shop/web`, or `web`. */
  readonly service?: string;
  /** The status; 200 for a request that is delivered. */
  readonly status?: number;
  /** Where a redirect leads. */
  readonly location?: string;
  /** The path that arrives at the backend. */
  readonly path?: string;
  /** Names of the pods that take connections; `*` stands for any characters. */
  readonly pods?: readonly string[];
  readonly outcome?: Outcome['kind'];
}

/** A request and what is expected of it. */
export interface RouteTest {
  readonly name?: string;
  readonly request: ExpectedRequest;
  /** Id of the controller that answers; default: the one that the set is written for. */
  readonly controller?: string;
  readonly expect: Expected;
  /** Where it is written, when it was read from a file. */
  readonly at?: Position;
}

/** A request as a table writes it: a URL, or a host and a path. */
export interface ExpectedRequest {
  readonly url?: string;
  readonly scheme?: 'http' | 'https';
  readonly host?: string;
  readonly path?: string;
  readonly method?: string;
  readonly headers?: { readonly [name: string]: string };
  readonly sni?: string;
  readonly from?: string;
  readonly clientIp?: string;
}

/** How a test ended. */
export interface RouteTestResult {
  readonly name: string;
  /** `unknown`: the files do not hold what decides it. */
  readonly status: 'passed' | 'failed' | 'unknown';
  /** What is otherwise than expected, one sentence each. */
  readonly failures: readonly string[];
  readonly trace: Trace;
  readonly at: Position | null;
}
