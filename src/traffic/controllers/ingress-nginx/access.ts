import { contains } from '../../../api/formats/cidr.ts';
import { parseIp } from '../../../api/formats/ip.ts';
import { prefix } from './annotations.ts';
import { isUnreachable } from './auth-url.ts';
import type { NginxLocation } from './configuration.ts';
import { answered, type Ended, unknown } from './outcomes.ts';
import type { NginxRequest } from './request-line.ts';
import type { Table } from './table.ts';

/** Source ranges, then passwords; what is asked outside the cluster nobody can tell. */
export function accessPhase({ model }: Table, { settings }: NginxLocation, request: NginxRequest): Ended | undefined {
  if (!settings) return undefined;
  const { allow, deny, undecided, passwords, authUrl } = settings;
  if (undecided.length > 0) return unknown(undecided.map((name) => `what the annotation ${prefix}${name} decides`));
  if (allow.length + deny.length > 0) {
    const ip = request.clientIp === undefined ? undefined : parseIp(request.clientIp);
    if (!ip) return unknown(['the address of the client, which source ranges ask for']);
    if (deny.some((range) => contains(range, ip)))
      return answered(403, `${request.clientIp} is in denylist-source-range`);
    if (allow.length > 0 && !allow.some((range) => contains(range, ip))) {
      return answered(403, `${request.clientIp} is not in allowlist-source-range`);
    }
  }
  if (authUrl !== undefined) {
    // What cannot be asked lets nobody pass (nginx ngx_http_auth_request_module).
    if (isUnreachable(model, authUrl)) return answered(500, `auth-url ${authUrl} cannot be reached`);
    return unknown([`what ${authUrl} answers (auth-url)`]);
  }
  if (!passwords) return undefined;
  if (request.headers.has('authorization')) return unknown(['the passwords in the Secret of auth-secret']);
  return answered(401, 'auth-type asks for a name and a password');
}
