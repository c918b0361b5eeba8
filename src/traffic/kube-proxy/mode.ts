/** How kube-proxy writes its rules. */
export type ProxyMode = 'iptables' | 'nftables' | 'ipvs' | 'userspace';

/**
 * Where the modes differ in what happens to one new connection. iptables and nftables as observed with kube-proxy
 * v1.37.2; ipvs as read in pkg/proxy/ipvs/proxier.go of that version; userspace, which v1.26 removed, as far as its
 * documentation goes.
 */
export interface ProxyModeRules {
  /** Node ports are open on every address of the node, or only on the primary one of each family. */
  readonly nodePortsOn: 'every address' | 'primary address';
  /** 127.0.0.1 is an address of the node like any other; ::1 never is. */
  readonly loopback: boolean;
  /** A port that the Service does not list, on its cluster IP. */
  readonly unlistedPort: 'reject' | 'drop-or-unrouted';
  /** Rejections for load balancer and external addresses are seen by processes of the node too. */
  readonly rejectsNode: boolean;
  /** loadBalancerSourceRanges are looked at before it is known whether there are endpoints. */
  readonly rangesFirst: boolean;
  /**
   * Under a Local policy without local endpoints everybody is sent to the others; what comes from outside is lost, as the
   * answers bypass the node. Otherwise pods and processes of the node always use all endpoints of an external address, and
   * nobody else any.
   */
  readonly fallsBack: boolean;
  /** A pod that gets itself as backend sees a node as its client. */
  readonly hairpin: 'every endpoint' | 'endpoints of the node';
  /** The proxy is a process: backends never see the client. */
  readonly alwaysMasquerades: boolean;
  /** Traffic policies are known. */
  readonly policies: boolean;
}

/** The differences as a table. */
export const proxyModes: Readonly<Record<ProxyMode, ProxyModeRules>> = {
  iptables: {
    nodePortsOn: 'every address',
    loopback: true,
    unlistedPort: 'drop-or-unrouted',
    rejectsNode: false,
    rangesFirst: false,
    fallsBack: false,
    hairpin: 'every endpoint',
    alwaysMasquerades: false,
    policies: true,
  },
  nftables: {
    nodePortsOn: 'primary address',
    loopback: false,
    unlistedPort: 'reject',
    rejectsNode: true,
    rangesFirst: true,
    fallsBack: false,
    hairpin: 'endpoints of the node',
    alwaysMasquerades: false,
    policies: true,
  },
  ipvs: {
    nodePortsOn: 'every address',
    loopback: false,
    unlistedPort: 'reject',
    rejectsNode: true,
    rangesFirst: true,
    fallsBack: true,
    hairpin: 'every endpoint',
    alwaysMasquerades: false,
    policies: true,
  },
  userspace: {
    nodePortsOn: 'every address',
    loopback: true,
    unlistedPort: 'drop-or-unrouted',
    rejectsNode: true,
    rangesFirst: false,
    fallsBack: false,
    hairpin: 'every endpoint',
    alwaysMasquerades: true,
    policies: false,
  },
};
