/**
 * What is known of Services, kube-proxy, cluster DNS, endpoints and allocation in Kubernetes 1.37, each fact with an id.
 * Every id has an example that runs (test/traffic/facts/). Left out is what no manifest can show (which number or address
 * the server picks) and what an Ingress controller does, which its own examples show.
 */
export const facts = {
  // Kinds of Services
  'cluster-ip-without-endpoints': 'connections to a cluster IP without endpoints are rejected at once, TCP and UDP',
  'cluster-ip-unlisted-port': 'a port that the Service does not list: nftables rejects, iptables has no rule',
  'cluster-ip-unallocated': 'an address of the range that no Service has leads nowhere',
  'cluster-ip-port-alone': 'a port whose named targetPort no pod has rejects while the other ports work',
  'headless-no-rules': 'kube-proxy has no rules for a headless Service',
  'headless-no-port-mapping': 'a headless name leads to pods; only SRV tells the port on which they listen',
  'headless-without-ports': 'a headless Service may list no ports: A answers, SRV is empty',
  'headless-not-outside': 'a Service of type NodePort or LoadBalancer cannot be headless',
  'external-name-alias': 'an ExternalName is a CNAME; its ports, selector and pods do not matter',
  'external-name-keeps-host': 'behind an alias the Host header stays that of the client',
  'external-name-address': 'an ExternalName that looks like an IPv4 address is accepted, and resolves to nothing',
  'node-port-addresses':
    'node ports are open on all addresses of the node in iptables, on the primary ones in nftables',
  'node-port-loopback': 'node ports are open on 127.0.0.1 in iptables only, on ::1 never',
  'load-balancer-captured': 'nodes take packets for the address of a load balancer',
  'load-balancer-proxy-mode': 'with ipMode Proxy nodes do not',
  'load-balancer-without-node-ports': 'a load balancer works without node ports',
  'load-balancer-chain': 'a client meets load balancer, node port, Service, port and endpoints, in this order',
  'load-balancer-pending': 'without an address from the cloud, cluster IP and node port work',

  // kube-proxy
  'shares-uniform': 'each usable endpoint gets the same share of new connections, in every mode',
  'userspace-hides-clients': 'the proxy of userspace opens a connection of its own: pods never see the client',
  'ipvs-round-robin': 'ipvs hands out connections in turn',
  'ipvs-hashing': 'the hashing schedulers of ipvs give one client one backend',
  'local-none-local-drops': 'a Local policy drops when endpoints exist, but none on the node',
  'local-none-anywhere-rejects': 'a Local policy rejects when no endpoints exist at all',
  'external-address-without-endpoints-from-node':
    'iptables does not reject what a process of the node sends to an external address without endpoints; nftables does',
  'terminating-as-last-resort': 'terminating endpoints that still serve take connections when no endpoint is ready',
  'terminating-not-beside-ready': 'they get nothing while one is ready',
  'terminating-local-before-remote': 'under a Local policy a local one is used although remote ones are ready',
  'first-address-only': 'only the first address of an endpoint counts',
  'equal-addresses-once': 'equal addresses and ports count once',
  'slice-port-unknown': 'ports of slices whose name the Service does not have are ignored',
  'condition-unstated-is-ready': 'an endpoint without conditions is ready',
  'service-proxy-name': 'a Service with the label service.kubernetes.io/service-proxy-name has no rules',

  // Policies and topology
  'external-cluster-masquerades': 'externalTrafficPolicy Cluster: every endpoint, the client is hidden',
  'external-local-keeps-source': 'externalTrafficPolicy Local: endpoints of the node, the client is seen',
  'external-local-short-circuit': 'pods and the node itself get all endpoints all the same, a pod is seen',
  'external-not-cluster-ip': 'externalTrafficPolicy does not touch the cluster IP',
  'internal-local': 'internalTrafficPolicy Local: endpoints of the node, no others',
  'internal-local-terminating': 'a terminating endpoint of the node is used before ready ones elsewhere',
  'internal-not-node-port': 'internalTrafficPolicy does not touch node ports',
  'local-policy-unknown-node': 'where nobody knows the node, a Local policy is a condition and no failure',
  'local-policy-each-node': 'where the files hold nodes, each of them answers for itself',
  'health-check-node-port': 'kube-proxy itself answers at the health check port',
  'health-check-answer': 'there kube-proxy answers 200 on nodes with ready endpoints, 503 on others',
  'distribution-zone': 'trafficDistribution PreferClose and PreferSameZone: endpoints of the zone, if there are any',
  'distribution-node': 'trafficDistribution PreferSameNode: endpoints of the node before those of the zone',
  'distribution-node-port': 'hints count for node ports too',
  'hints-all-or-none': 'hints count only when every ready endpoint has one; unready ones do not matter',
  'hints-no-fit': 'where no hint fits the node, all endpoints are used',
  'hints-lose-to-local': 'a Local policy wins over hints',
  'auto-hints': 'topology-mode Auto gives zones endpoints in proportion to their processors',
  'source-ranges': 'loadBalancerSourceRanges filter the address of the load balancer, silently and for everybody',
  'source-ranges-elsewhere': 'they filter neither cluster IP nor node port',
  'source-ranges-without-endpoints': 'outside the ranges and without endpoints iptables rejects, nftables drops',
  'external-ips': 'external IPs work like the address of a load balancer',

  // Session affinity
  'affinity-timeout': 'sessionAffinity ClientIP lasts 10800 seconds unless it says otherwise',
  'affinity-range': 'its timeout is from 1 to 86400 seconds',
  'affinity-every-candidate': 'one client gets one backend, any of the usable ones',
  'affinity-headless': 'on a headless Service it has no effect, and the API server warns',

  // Hairpin and source address
  'hairpin-masquerades': 'a pod that reaches itself through its Service sees a node as client',
  'hairpin-remote-endpoint': 'where the endpoint is on another node, iptables hides the client, nftables does not',
  'hairpin-note': 'a trace says so when the client is among the endpoints',
  'pods-without-translation': 'a pod reaches the address of another one at any port, without translation',
  'source-of-pods': 'a pod keeps its address on the way to a cluster IP, a client off the cluster does not',

  // DNS
  'dns-cluster-ip': 'a ClusterIP Service has the records of its addresses, with or without endpoints',
  'dns-cluster-ip-srv': 'SRV at its name lists every port, named or not',
  'dns-cluster-ip-endpoints': 'its endpoints have names too: hostname, else dashed IP',
  'dns-named-port': '_port._proto has SRV and address records; underscores may be left out, an empty port is any',
  'dns-unnamed-port': 'an unnamed port has no name of its own',
  'dns-headless': 'a headless Service has the addresses of its ready endpoints',
  'dns-headless-none-ready': 'without a ready one it does not exist for any type, even while terminating ones serve',
  'dns-headless-other-family': 'no data for a family that no endpoint has',
  'dns-headless-not-ready': 'publishNotReadyAddresses: unready ones too',
  'dns-endpoint-hostname': "a pod's hostname is a name when its subdomain is the Service; then there is no dashed IP",
  'dns-endpoint-pod-names': 'with endpoint_pod_names the pod name takes the place of the dashed IP',
  'dns-equal-hostnames': 'equal hostnames share a name; SRV lists it once',
  'dns-headless-srv': 'SRV of headless Services: endpoint ports of the slices, weight 100 divided by their number',
  'dns-port-without-endpoints': 'a port without endpoints has no name when headless, but keeps it with a cluster IP',
  'dns-external-name': 'ExternalName: CNAME for A and AAAA; SRV and TXT are empty',
  'dns-external-name-inside': 'a target in the zone is followed; a missing one leaves an empty answer',
  'dns-external-name-short': 'a short target is an absolute name',
  'dns-fqdn-slice': 'a slice of addressType FQDN makes an alias',
  'dns-reverse-cluster-ip': 'the name of a cluster IP is that of its Service',
  'dns-reverse-endpoint': 'the name of an endpoint is one for each Service that has it',
  'dns-reverse-others': 'load balancer and external addresses have no name in the cluster',
  'dns-pods-insecure': 'pods insecure: every dashed IP resolves in a namespace that exists',
  'dns-pods-verified': 'pods verified: only that of a live pod of the namespace, ready or not',
  'dns-pods-disabled': 'without the option there are no pod names',
  'dns-ignore-empty': 'ignore empty_service: no name for a ClusterIP Service without ready endpoints',
  'dns-case': 'names are compared without case; the answer repeats the case of the question',
  'dns-no-wildcards': 'there are no wildcards',
  'dns-other-type': 'a known name without records of the type is no data, an unknown one is no such name',
  'dns-empty-names': 'a namespace that exists is an empty name below svc',
  'dns-outside': 'names outside the zone are asked elsewhere',
  'dns-cluster-domain': 'the zone can have another name',
  'dns-search': 'names with fewer than five dots are tried in the own namespace first, as they are last',
  'dns-search-namespace': 'the second suffix finds names with a namespace, the third those with svc',
  'dns-search-many-dots': 'a name with as many dots as ndots is tried as it is first',
  'dns-search-final-dot': 'a final dot stops the search',
  'dns-search-world': 'a name of the world costs three questions more',
  'dns-policy': 'dnsPolicy Default, None, and host network without ClusterFirstWithHostNet: no search in the cluster',
  'dns-config': 'dnsConfig adds search domains and sets ndots',

  // What every cluster has, and what containers are told
  'kubernetes-service': 'the Service default/kubernetes exists, with the first address of the range and port 443',
  'service-links': 'containers get variables for each Service with a cluster IP',

  // Endpoints and EndpointSlices
  'slice-of-label': 'a slice belongs to the Service of its label, whatever its name',
  'slices-add-up': 'slices are added up, those by hand to those of the controller',
  'slice-fqdn-not-proxied': 'kube-proxy does not use slices of addressType FQDN',
  'slice-port-without-number': 'kube-proxy ignores ports without number',
  'slice-limits': 'a slice has at most 1000 endpoints, an endpoint at most 100 addresses',
  'slice-size': 'the controller puts 100 endpoints into a slice',
  'endpoints-of-name': 'Endpoints belong to the Service of their name; without selector they are copied into slices',
  'endpoints-skip-mirror': 'not with the label endpointslice.kubernetes.io/skip-mirror',
  'mirror-copies': 'copies keep labels and annotations and say whose they are',
  'mirror-leader': 'Endpoints that elect a leader are not copied',
  'mirror-limit': 'of each subset 1000 addresses are copied',
  'endpoints-overwritten': 'hand-made Endpoints of a Service with selector are overwritten',
  'endpoints-deprecated': 'the Endpoints API is deprecated, and still served',

  // Allocation
  'node-port-range': 'node ports are 30000 to 32767',
  'node-port-protocols': 'equal ports of one Service may share a node port over protocols',
  'node-port-health-check': 'health check node ports are from the same range, and are not shared',
  'node-port-band': 'the first 86 node ports of the default range are given away last',
  'cluster-ip-band': 'so are the first 256 addresses of a large Service range, and fewer of a small one',
  'node-port-taken': 'different ports may not, even with different protocols',
} as const;

/** The id of a fact. */
export type FactId = keyof typeof facts;

/** Shows that a fact holds; a failed expectation throws. */
export type Examples = Readonly<Partial<Record<FactId, () => void>>>;
