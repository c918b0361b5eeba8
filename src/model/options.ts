import { type ApiServer, defaultApiServer } from '../api/judgement.ts';

/** What a caller may say about the cluster that the manifests are meant for. */
export interface Options {
  /** True: nothing exists outside the set. Default: what is missing may exist elsewhere. */
  readonly complete?: boolean;
  /** Namespace of objects that name none; default `default`. */
  readonly namespace?: string;
  /** `1.28` … `1.37`; default 1.37. A patch level is ignored. */
  readonly kubernetesVersion?: string;
  /** A cluster with an IPv4 Service range only; default dual-stack, IPv4 first. */
  readonly singleStack?: boolean;
}

/** Oldest and newest minor version whose rules are known. */
export const knownMinors: readonly [oldest: number, newest: number] = [28, 37];

/** The minor version in `1.34`, `v1.34.2`; undefined when it is none, or one whose rules are not known. */
export function minorOf(version: string): number | undefined {
  const minor = Number(/^v?1\.(\d{1,3})(?:\.\d+)?$/.exec(version)?.[1] ?? Number.NaN);
  return minor >= knownMinors[0] && minor <= knownMinors[1] ? minor : undefined;
}

/** The API server that options describe. An unknown version is taken as the newest: the caller has complained already. */
export function serverOf(options: Options): ApiServer {
  return {
    ...defaultApiServer,
    minor: (options.kubernetesVersion === undefined ? undefined : minorOf(options.kubernetesVersion)) ?? knownMinors[1],
    families: options.singleStack ? ['IPv4'] : defaultApiServer.families,
    serviceCidrs: options.singleStack ? defaultApiServer.serviceCidrs.slice(0, 1) : defaultApiServer.serviceCidrs,
    namespace: options.namespace ?? defaultApiServer.namespace,
  };
}
