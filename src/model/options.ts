import { type ApiServer, defaultApiServer } from '../api/judgement.ts';
import type { Source } from '../text/source.ts';

/** What a caller may say about the cluster that the manifests are meant for. */
export interface Options {
  /**
   * True: nothing exists outside the set; or only objects of these kinds, or in these namespaces, do not. Default: what is
   * missing may exist elsewhere.
   */
  readonly complete?: boolean | Completeness;
  /**
   * Objects that exist outside the set: `Service/shared/api`, `IngressClass/nginx`, with `*` for any characters. Of their kinds
   * nothing else does; heeded by `lint`.
   */
  readonly external?: readonly string[];
  /**
   * Manifests of objects that exist outside the set and are not to be judged: the IngressClasses of a cluster. An object of
   * the same name in the set takes their place.
   */
  readonly assumed?: readonly Source[];
  /** How ingress controllers are started, where that differs from what is simulated: `{ traefik: { strictPrefixMatching: true } }`. */
  readonly controllerOptions?: ControllerOptions;
  /** The sources were read from a cluster: of the kinds that they hold, nothing exists outside the set. */
  readonly live?: boolean;
  /** Custom resources that make pods, and where they describe these; `spec.template` is found without being told. */
  readonly podTemplates?: readonly PodTemplatePath[];
  /** Namespace of objects that name none; default `default`. */
  readonly namespace?: string;
  /** `1.28` … `1.37`; default 1.37. A patch level is ignored. */
  readonly kubernetesVersion?: string;
  /** A cluster with an IPv4 Service range only; default dual-stack, IPv4 first. */
  readonly singleStack?: boolean;
  /** Ranges of cluster IPs, the primary one first; default 10.96.0.0/16 and fd00:10:96::/112. */
  readonly serviceCidrs?: readonly string[];
  /** Default 30000–32767. */
  readonly nodePortRange?: readonly [first: number, last: number];
}

/** Options that the processes of ingress controllers are started with, by the controller's id and their name. */
export type ControllerOptions = Readonly<Record<string, Readonly<Record<string, boolean>>>>;

/** Kinds and namespaces of which the set holds everything. */
export interface Completeness {
  readonly kinds?: readonly string[];
  readonly namespaces?: readonly string[];
}

/** Where objects of a kind that is not one of Kubernetes itself describe their pods. */
export interface PodTemplatePath {
  readonly kind: string;
  /** The fields on the way, as in `spec.workload.template`. */
  readonly path: string;
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
  const { kubernetesVersion, namespace = defaultApiServer.namespace, serviceCidrs } = options;
  const server: ApiServer = {
    ...defaultApiServer,
    minor: (kubernetesVersion === undefined ? undefined : minorOf(kubernetesVersion)) ?? knownMinors[1],
    nodePortRange: options.nodePortRange ?? defaultApiServer.nodePortRange,
    namespace,
  };
  if (serviceCidrs) return { ...server, serviceCidrs, families: [...new Set(serviceCidrs.map(familyOf))] };
  if (!options.singleStack) return server;
  return { ...server, families: ['IPv4'], serviceCidrs: server.serviceCidrs.slice(0, 1) };
}

function familyOf(cidr: string): ApiServer['families'][number] {
  return cidr.includes(':') ? 'IPv6' : 'IPv4';
}
