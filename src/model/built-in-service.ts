import { formatIp, parseIp } from '../api/formats/ip.ts';
import type { ApiServer } from '../api/judgement.ts';
import { load } from './load.ts';
import type { Model } from './model.ts';
import { type SettledService, settle } from './settled-service.ts';

/** The Service in front of the API servers, which they keep themselves in every cluster. */
export const kubernetesService = { namespace: 'default', name: 'kubernetes' } as const;

/**
 * A Service that no file has to hold: `kubernetes` in namespace default, with the first address of the first Service
 * range and port https (kubernetes pkg/controlplane/instance.go and controller/kubernetesservice, v1.37). Undefined for
 * other names, and where the files hold it themselves.
 */
export function builtInService(model: Model, namespace: string, name: string): SettledService | undefined {
  if (namespace !== kubernetesService.namespace || name !== kubernetesService.name) return undefined;
  if (model.services.get(namespace, name)) return undefined;
  const { server } = model.cluster;
  let service = made.get(server);
  if (!service) {
    service = make(server);
    made.set(server, service);
  }
  return service;
}

const made = new WeakMap<ApiServer, SettledService>();

/** Where the API server listens unless --secure-port says otherwise. */
export const apiServerPort = 6443;

function make(server: ApiServer): SettledService {
  const [cidr] = server.serviceCidrs;
  const network = parseIp(cidr?.split('/')[0] ?? '');
  const first = network && formatIp({ ...network, bytes: network.bytes.with(-1, (network.bytes.at(-1) ?? 0) + 1) });
  const { namespace, name } = kubernetesService;
  const manifest = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace },
    spec: {
      clusterIP: first,
      ipFamilyPolicy: 'SingleStack',
      ipFamilies: [network?.family],
      ports: [{ name: 'https', port: 443, protocol: 'TCP', targetPort: apiServerPort }],
    },
  };
  const [object] = load([{ path: '', text: JSON.stringify(manifest) }]).objects;
  if (!object) throw new Error('the built-in Service cannot be read');
  return settle(object, namespace, server);
}
