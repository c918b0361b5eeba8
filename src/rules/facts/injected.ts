import type { TemplateFacts } from './pod-template.ts';

/** Whether a mesh puts a container of its own into the pods, with ports that the template does not have. */
export function isMeshPort(target: number | string, { annotations, labels }: TemplateFacts): boolean {
  const inMesh = Object.keys({ ...annotations, ...labels }).some((key) => mesh.test(key));
  return (
    inMesh &&
    (typeof target === 'number' ? meshNumbers.has(target) : /^(?:linkerd|envoy|istio)-|^http-envoy/.test(target))
  );
}

const mesh = /(?:^|\.)(?:istio\.io|linkerd\.io|consul\.hashicorp\.com|kuma\.io)\//;

/** Ports of the proxies of Istio and Linkerd that Services are made for. */
const meshNumbers: ReadonlySet<number> = new Set([15000, 15001, 15006, 15014, 15020, 15021, 15090, 4143, 4190, 4191]);
