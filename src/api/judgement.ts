import type { Json } from '../objects/kube-object.ts';
import type { Cause, StrictProblem, TypeProblem, Warning } from './problem.ts';

/** What a create with `fieldValidation=Strict` answers for one object, and what it would say after each repair. */
export interface Judgement {
  readonly verdict: 'accepted' | 'rejected' | 'unchecked';
  /** HTTP status; absent when unchecked. */
  readonly code?: number;
  /** `message` of the Status object; absent when accepted or unchecked. */
  readonly message?: string;
  /** `details.causes` of the answer: empty unless the code is 422. */
  readonly causes: readonly Cause[];
  readonly strict: readonly StrictProblem[];
  readonly warnings: readonly Warning[];
  /** Why it is unchecked. */
  readonly note?: string;
  /** The stored object, when accepted. */
  readonly defaulted?: { readonly [key: string]: Json };
  /**
   * Everything that is wrong, also what an earlier step hides from the server's answer, less what only follows from
   * something else that is listed: the basis of lint.
   */
  readonly problems: readonly (Cause | TypeProblem | StrictProblem)[];
}

/** The cluster that answers: its version and the settings that change its answers. */
export interface ApiServer {
  /** Minor version: 37 for Kubernetes 1.37. */
  readonly minor: number;
  /** Minor version of the program when it emulates an older one: what no feature gate guards follows it. */
  readonly release?: number;
  /** Families of the Service ranges, the first is primary. */
  readonly families: readonly ('IPv4' | 'IPv6')[];
  readonly serviceCidrs: readonly string[];
  readonly nodePortRange: readonly [first: number, last: number];
  /** Namespace of objects that name none. */
  readonly namespace: string;
}

export const defaultApiServer: ApiServer = {
  minor: 37,
  families: ['IPv4', 'IPv6'],
  serviceCidrs: ['10.96.0.0/16', 'fd00:10:96::/112'],
  nodePortRange: [30000, 32767],
  namespace: 'default',
};
