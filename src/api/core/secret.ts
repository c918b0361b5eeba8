import type { AnyObject, StringMap } from '../../objects/kinds/meta.ts';
import { invalid, required } from '../cause.ts';
import { configKey } from '../formats/config-key.ts';
import { dnsSubdomain } from '../formats/dns-subdomain.ts';
import type { ApiServer } from '../judgement.ts';
import type { KindRules } from '../kind-rules.ts';
import { validateMeta } from '../meta.ts';
import type { Cause } from '../problem.ts';

/** v1 Secret. */
export const secretRules: KindRules<Secret> = {
  qualifiedKind: 'Secret',
  namespaced: true,
  prepare: (secret) => secret,
  validate: validateSecret,
  note: 'ksvc checks the names and keys of a Secret, not what they hold',
};

interface Secret extends AnyObject {
  readonly type?: string;
  readonly data?: StringMap;
  readonly stringData?: StringMap;
}

/** Keys without which a Secret of a type is refused. */
const requiredKeys: { readonly [type: string]: readonly string[] } = {
  'kubernetes.io/tls': ['tls.crt', 'tls.key'],
  'kubernetes.io/dockercfg': ['.dockercfg'],
  'kubernetes.io/dockerconfigjson': ['.dockerconfigjson'],
};

/** kubernetes ValidateSecret (v1.37), without a look at the values. */
function validateSecret(secret: Secret, server: ApiServer): Cause[] {
  const { metadata = {}, type = '', data = {}, stringData = {} } = secret;
  const causes: Cause[] = [];
  validateMeta(metadata, { namespaced: true, name: dnsSubdomain }, server, causes);
  for (const [field, map] of [['stringData', stringData] as const, ['data', data] as const]) {
    for (const key in map) {
      // The server has copied stringData over data by now.
      if (field === 'data' && Object.hasOwn(stringData, key)) continue;
      for (const detail of configKey(key)) {
        causes.push(invalid('value', [field, key], key, detail, { field: `data[${key}]`, part: 'key' }));
      }
    }
  }
  const missing = (key: string): void => {
    causes.push(required('required', ['data', key], '', { field: `data[${key}]` }));
  };
  const has = (key: string): boolean => Object.hasOwn(data, key) || Object.hasOwn(stringData, key);
  for (const key of Object.hasOwn(requiredKeys, type) ? (requiredKeys[type] ?? []) : []) if (!has(key)) missing(key);
  if (type === 'kubernetes.io/basic-auth' && !has('username') && !has('password')) {
    missing('username');
    missing('password');
  }
  const sshKey = 'ssh-privatekey';
  if (type === 'kubernetes.io/ssh-auth' && (stringData[sshKey] ?? data[sshKey] ?? '') === '') missing(sshKey);
  return causes;
}
