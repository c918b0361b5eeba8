import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { load, type Outcome, type Request, trace } from '../../src/index.ts';
import { controllers } from '../../src/traffic/controllers/index.ts';
import {
  certificateName,
  type RecordedCase,
  type RecordedRequest,
  servedName,
} from '../traffic/controllers/recorded.ts';
import { standInAnswer } from '../traffic/controllers/stand-in-pods.ts';
import { type Agreement, type Exam, tally } from './exam.ts';

/** Files of the recordings and the controller (or mode) that was recorded in each. */
export const recordedFiles: readonly (readonly [file: string, controller: string])[] = [
  ['ingress-nginx', 'ingress-nginx'],
  ['traefik', 'traefik'],
  ['variants/traefik-strict-prefix', 'traefik-strict-prefix'],
  ['variants/traefik-ingress-nginx-provider', 'traefik-ingress-nginx-provider'],
  ['haproxytech', 'haproxy'],
  ['haproxy-ingress', 'haproxy-jcmoraisjr'],
  ['contour', 'contour'],
];

/** What running controllers answered over HTTP, against `trace`. */
export const recordedRoutes: Exam = {
  name: 'routes',
  subject: 'trace: what the running ingress controllers answered to stable requests',
  run(folder): Agreement[] {
    const { add, agreements } = tally();
    for (const [file, controller] of recordedFiles) {
      const path = join(folder, `${file}.jsonl.gz`);
      if (!existsSync(path) || !controllers.some(({ id }) => id === controller)) continue;
      for (const line of gunzipSync(readFileSync(path)).toString('utf8').split('\n')) {
        if (line !== '') compare(JSON.parse(line) as RecordedCase, controller, add);
      }
    }
    return agreements();
  },
};

function compare(recorded: RecordedCase, controller: string, add: ReturnType<typeof tally>['add']): void {
  // What the running proxy answered is known, so nothing exists outside the case.
  const cluster = load([{ path: `${recorded.id}.yaml`, text: recorded.manifests }], { complete: true });
  for (const request of recorded.requests) {
    const seen = recorded.settled ? seenAnswer(request) : { answer: 'not-serving', path: undefined };
    if (!seen) continue;
    const { outcome, certificate } = trace(cluster, asRequest(request), { controller });
    const id = `${recorded.id} ${request.method ?? 'GET'} ${request.scheme}://${request.host}${request.path}`;
    const ours = answerOf(outcome, request);
    const agrees = ours === seen.answer || names(outcome, request);
    add(`${controller} answer`, id, agrees, () => `recorded ${seen.answer}, ours ${ours} (${reasonOf(outcome)})`);
    if (agrees && seen.path !== undefined && outcome.kind === 'delivered') {
      const { path } = outcome.upstream;
      add(`${controller} upstream path`, id, path === seen.path, () => `recorded ${seen.path}, ours ${path}`);
    }
    const shown = recorded.settled ? seenCertificate(request) : undefined;
    if (shown !== undefined) {
      const chosen = certificateName(certificate);
      add(`${controller} certificate`, id, chosen === shown, () => `recorded ${shown}, ours ${chosen}`);
    }
  }
}

/** Every client of the recordings was there, unless the request says otherwise. */
const usualClient = '10.200.0.1';

function asRequest({ scheme, host, path, method, headers, sni, source = usualClient }: RecordedRequest): Request {
  return {
    scheme,
    host,
    path,
    clientIp: source,
    ...(method !== undefined && { method }),
    ...(headers && { headers }),
    ...(sni !== undefined && { sni }),
  };
}

function seenAnswer({ observed }: RecordedRequest): { answer: string; path: string | undefined } | undefined {
  if (!observed || observed.unstable) return undefined;
  const { status, location, upstreamPath, distribution = {} } = observed;
  // A request that was sent several times has its backends in the distribution only.
  const several = Object.keys(distribution).filter((answer) => answer.includes('/'));
  const backend = observed.backend ?? (several.length > 0 ? several.sort().join(' or ') : null);
  if (backend !== null) return { answer: backend, path: upstreamPath };
  if (status === 0) return { answer: 'refused', path: undefined };
  return { answer: location === undefined ? String(status) : `${status} ${location}`, path: undefined };
}

/** The certificate that a client saw; undefined where none was recorded although there was a handshake. */
function seenCertificate({ scheme, observed }: RecordedRequest): string | undefined {
  if (scheme === 'http' || !observed || observed.unstable) return undefined;
  const { servedCert, status } = observed;
  if (servedCert === undefined) return status === 0 ? 'none' : undefined;
  return servedName(servedCert);
}

function answerOf(outcome: Outcome, { observed }: RecordedRequest): string {
  switch (outcome.kind) {
    case 'delivered': {
      const ports = outcome.endpoints.map(({ port }) => port);
      const own = standInAnswer(ports, outcome.upstream.path);
      return observed?.backend === null && observed.status === own ? String(own) : outcome.backend;
    }
    case 'redirected':
      return `${outcome.status} ${outcome.location}`;
    case 'answered':
      return String(outcome.status);
    default:
      return outcome.kind;
  }
}

/** A request that several backends answered in turn: all of them are among the candidates. */
function names(outcome: Outcome, { observed }: RecordedRequest): boolean {
  const seen = Object.keys(observed?.distribution ?? {}).filter((answer) => answer.includes('/'));
  if (seen.length < 2 || outcome.kind !== 'unknown') return false;
  return seen.every((backend) => outcome.candidates?.includes(backend));
}

function reasonOf(outcome: Outcome): string {
  if ('reason' in outcome) return outcome.reason;
  return 'needs' in outcome ? outcome.needs.join(', ') : outcome.kind;
}
