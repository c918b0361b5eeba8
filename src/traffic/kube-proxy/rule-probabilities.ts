/**
 * What iptables-save shows of the rules that choose among endpoints, the last of which has no probability: kube-proxy
 * writes ten decimals (pkg/proxy/iptables/proxier.go, v1.37), and the kernel keeps 31 bits of them (xt_statistic).
 */
export function ruleProbabilities(endpoints: number): readonly string[] {
  return Array.from({ length: Math.max(0, endpoints - 1) }, (_, at) => {
    const written = Number((1 / (endpoints - at)).toFixed(10));
    return (Math.round(written * resolution) / resolution).toFixed(11);
  });
}

const resolution = 2 ** 31;
