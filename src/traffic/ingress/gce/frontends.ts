import type { Model } from '../../../model/model.ts';
import type { Typed } from '../../../model/registry.ts';
import type { Ingress } from '../../../objects/kinds/ingress.ts';
import { evidence } from '../../evidence.ts';
import type { Evidence } from '../../hop.ts';
import { customObject } from '../custom-object.ts';
import { flavourOf } from './class.ts';
import type { Problem } from './service-port.ts';

export const frontendConfigKey = 'networking.gke.io/v1beta1.FrontendConfig';
const allowHttpKey = 'kubernetes.io/ingress.allow-http';
const globalAddressKey = 'kubernetes.io/ingress.global-static-ip-name';
const regionalAddressKey = 'kubernetes.io/ingress.regional-static-ip-name';
const preSharedKey = 'ingress.gcp.kubernetes.io/pre-shared-cert';
const managedKey = 'networking.gke.io/managed-certificates';

/** The ports of a load balancer: 80 and 443, no others. */
export interface Frontends {
  readonly http: boolean;
  readonly https: boolean;
  /** What the certificate comes from. */
  readonly certificate: Evidence | undefined;
  /** The status of the redirect that all plain HTTP gets. */
  readonly redirect: { readonly status: number; readonly because: Evidence } | undefined;
  /** A FrontendConfig that does not exist, which changes nothing. */
  readonly missingConfig: Evidence | undefined;
}

/** Reads them, or what stops the sync (pkg/controller toRuntimeInfo, pkg/loadbalancers/l7.go edgeHop, acbcf5d). */
export function frontendsOf(model: Model, ingress: Typed<Ingress>): Frontends | Problem {
  const annotations = ingress.value.metadata?.annotations ?? {};
  const problem = (text: string, path: Evidence['path'], remedy: string, topic: Problem['topic']): Problem => ({
    problem: text,
    because: [evidence(text, ingress.object, path)],
    remedy,
    topic,
  });
  const tls = tlsProblem(model, ingress);
  if (tls) return problem(tls.problem, tls.path, tls.remedy, tls.topic);
  const [global = '', regional = ''] = [annotations[globalAddressKey], annotations[regionalAddressKey]];
  if (global !== '' && regional !== '') {
    const text = 'both global-static-ip and regional-static-ip cannot be specified';
    const remedy =
      'Keep one of the two: the global name for an external load balancer, the regional one for gce-internal.';
    return problem(text, ['metadata', 'annotations', regionalAddressKey], remedy, 'annotation');
  }
  const certificate = certificateOf(ingress);
  // What is no truth value counts as true.
  const http = !/^(?:0|f|F|FALSE|false|False)$/.test(annotations[allowHttpKey] ?? '');
  const internal = flavourOf(ingress) === 'internal';
  if (internal && http && certificate && global === '' && regional === '') {
    const text = 'gce-internal needs a static address to serve both HTTP and HTTPS';
    const remedy = `Name an address in ${regionalAddressKey}, or write ${allowHttpKey}: "false".`;
    return problem(text, ['metadata', 'annotations'], remedy, 'other');
  }
  const name = annotations[frontendConfigKey] ?? '';
  const config = customObject(model, 'networking.gke.io', 'FrontendConfig', name, ingress.namespace);
  const redirect = config && redirectOf(config.decoded.value as FrontendConfig);
  if (redirect !== undefined && internal) {
    const text = 'cannot enable HTTPS Redirects with L7 ILB';
    const remedy = 'Take the FrontendConfig with redirectToHttps off the internal Ingress.';
    return problem(text, ['metadata', 'annotations', frontendConfigKey], remedy, 'other');
  }
  const key = ['metadata', 'annotations', frontendConfigKey];
  const missing = `FrontendConfig ${ingress.namespace}/${name} does not exist, so it changes nothing`;
  return {
    http,
    https: certificate !== undefined,
    certificate,
    redirect:
      config && redirect !== undefined
        ? { status: redirect, because: evidence('redirectToHttps', config, ['spec', 'redirectToHttps']) }
        : undefined,
    missingConfig: name !== '' && !config ? evidence(missing, ingress.object, key) : undefined,
  };
}

interface FrontendConfig {
  readonly spec?: { readonly redirectToHttps?: { readonly enabled?: boolean; readonly responseCodeName?: string } };
}

const statuses: Readonly<Record<string, number>> = {
  FOUND: 302,
  SEE_OTHER: 303,
  TEMPORARY_REDIRECT: 307,
  PERMANENT_REDIRECT: 308,
};

function redirectOf({ spec }: FrontendConfig): number | undefined {
  const { enabled = false, responseCodeName = '' } = spec?.redirectToHttps ?? {};
  return enabled ? (statuses[responseCodeName] ?? 301) : undefined;
}

/** Every entry needs a Secret with a certificate and a key (pkg/translator/translator.go NewEnv, secrets). */
function tlsProblem(
  model: Model,
  { namespace, object, value }: Typed<Ingress>,
): (Pick<Problem, 'problem' | 'remedy' | 'topic'> & { readonly path: Evidence['path'] }) | undefined {
  const entries = [...(value.spec?.tls ?? []).entries()];
  const known = model.cluster.complete || model.secrets.in(namespace).length > 0;
  const secretOf = (name: string): ReturnType<typeof model.secrets.get> => model.secrets.get(namespace, name, object);
  for (const [index, { secretName = '' }] of entries) {
    if (secretName === '' || secretOf(secretName) || !known) continue;
    const remedy = 'Add the Secret before the Ingress, or take the tls entry out.';
    const path = ['spec', 'tls', index, 'secretName'];
    return { problem: `secrets "${secretName}" not found`, path, remedy, topic: 'secret' };
  }
  for (const [index, { secretName = '' }] of entries) {
    const path = ['spec', 'tls', index];
    if (secretName === '') {
      const remedy = 'Name a Secret of type kubernetes.io/tls in secretName, or take the tls entry out.';
      return { problem: 'secret "" does not exist', path, remedy, topic: 'other' };
    }
    const secret = secretOf(secretName)?.value;
    const has = (key: string): boolean => secret?.data?.[key] !== undefined || secret?.stringData?.[key] !== undefined;
    if (!secret) continue;
    const lacking = (what: string, key: string): ReturnType<typeof tlsProblem> => {
      const remedy = `Add ${key} to Secret ${secretName}.`;
      return {
        problem: `secret "${secretName}" does not specify ${what} as string data`,
        path,
        remedy,
        topic: 'other',
      };
    };
    if (!has('tls.crt')) return lacking('cert', 'tls.crt');
    if (!has('tls.key')) return lacking('private key', 'tls.key');
  }
  return undefined;
}

function certificateOf({ object, value }: Typed<Ingress>): Evidence | undefined {
  const [entry] = value.spec?.tls ?? [];
  if (entry) return evidence(`Secret ${entry.secretName ?? ''}`, object, ['spec', 'tls', 0]);
  const annotations = value.metadata?.annotations ?? {};
  const key = [preSharedKey, managedKey].find((each) => annotations[each]);
  return key === undefined
    ? undefined
    : evidence(`${key}: ${annotations[key] ?? ''}`, object, ['metadata', 'annotations', key]);
}
