import type { Meta, StringMap } from './meta.ts';

/** A core/v1 Pod, as far as traffic depends on it. */
export interface Pod {
  readonly metadata?: Meta & { readonly deletionTimestamp?: string };
  readonly spec?: PodSpec;
  readonly status?: PodStatus;
}

export interface PodSpec {
  readonly containers?: readonly Container[];
  readonly initContainers?: readonly Container[];
  readonly nodeName?: string;
  readonly hostNetwork?: boolean;
  readonly hostname?: string;
  readonly subdomain?: string;
  readonly dnsPolicy?: string;
  readonly dnsConfig?: PodDnsConfig;
  /** `Always`, `OnFailure` or `Never`, when it is valid. */
  readonly restartPolicy?: string;
  readonly nodeSelector?: StringMap;
}

/** What a pod adds to the resolver that its dnsPolicy gives it. */
export interface PodDnsConfig {
  readonly nameservers?: readonly string[];
  readonly searches?: readonly string[];
  readonly options?: readonly { readonly name?: string; readonly value?: string }[];
}

export interface Container {
  readonly name?: string;
  readonly image?: string;
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly env?: readonly { readonly name?: string; readonly value?: string }[];
  readonly ports?: readonly ContainerPort[];
  /** `Always` makes an init container a sidecar, whose ports count. */
  readonly restartPolicy?: string;
  readonly readinessProbe?: Probe;
  readonly livenessProbe?: Probe;
  readonly startupProbe?: Probe;
  readonly lifecycle?: object;
}

export interface ContainerPort {
  readonly name?: string;
  readonly containerPort?: number;
  readonly protocol?: string;
  readonly hostPort?: number;
  readonly hostIP?: string;
}

export interface Probe {
  readonly exec?: { readonly command?: readonly string[] };
  readonly httpGet?: HttpGet;
  readonly tcpSocket?: { readonly port?: number | string };
  readonly grpc?: { readonly port?: number };
  readonly initialDelaySeconds?: number;
  readonly timeoutSeconds?: number;
  readonly periodSeconds?: number;
  readonly successThreshold?: number;
  readonly failureThreshold?: number;
  readonly terminationGracePeriodSeconds?: number | bigint;
}

export interface HttpGet {
  readonly port?: number | string;
  readonly path?: string;
  readonly scheme?: string;
  readonly httpHeaders?: readonly { readonly name?: string; readonly value?: string }[];
}

export interface PodStatus {
  readonly phase?: string;
  readonly podIP?: string;
  readonly podIPs?: readonly { readonly ip?: string }[];
  readonly hostIP?: string;
  readonly conditions?: readonly { readonly type?: string; readonly status?: string }[];
}

/** A pod template (core/v1 PodTemplateSpec). */
export interface PodTemplate {
  readonly metadata?: { readonly labels?: StringMap; readonly annotations?: StringMap };
  readonly spec?: PodSpec;
}
