/** How the cluster's DNS server and the client's resolver are set up. */
export interface DnsOptions {
  /** The zone of the cluster; default `cluster.local`. */
  readonly clusterDomain?: string | undefined;
  /** CoreDNS option `pods`: default `insecure`, as in the Corefile that kubeadm writes. */
  readonly pods?: 'insecure' | 'verified' | 'disabled' | undefined;
  /** CoreDNS option `endpoint_pod_names`: endpoints without a hostname are called as their pod. */
  readonly endpointPodNames?: boolean | undefined;
  /** CoreDNS option `ignore empty_service`: no name for a ClusterIP Service without ready endpoints. */
  readonly ignoreEmptyService?: boolean | undefined;
  /** The search list of the client instead of the one that its namespace gives it. */
  readonly search?: readonly string[] | undefined;
  /** Names with fewer dots are tried with the search list first. */
  readonly ndots?: number | undefined;
}

/** What is asked. */
export interface DnsQuery {
  /** With a final dot as it is, else along the search list. */
  readonly name: string;
  /** Default: A and AAAA, as programs ask. */
  readonly type?: string | undefined;
  /** Who asks; default: a pod of the namespace of objects that name none. */
  readonly from?: string | undefined;
}
