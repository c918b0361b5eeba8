import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { load } from '../../../src/model/load.ts';
import { modelOf } from '../../../src/model/model.ts';
import type { Controller, ControllerAnswer } from '../../../src/traffic/controllers/define-controller.ts';
import { backendText } from '../../../src/traffic/ingress/answer-text.ts';
import type { PresentedCertificate } from '../../../src/traffic/presented-certificate.ts';
import { httpRequest } from '../../../src/traffic/request.ts';
import { decisionsFor } from '../../../src/traffic/serving.ts';
import { standInAnswer } from './stand-in-pods.ts';

/** One case: manifests that a running controller was given, and what it answered. */
export interface RecordedCase {
  readonly id: string;
  readonly tags: readonly string[];
  /** False: the proxy did not take the configuration. */
  readonly settled: boolean;
  readonly manifests: string;
  readonly requests: readonly RecordedRequest[];
}

export interface RecordedRequest {
  readonly scheme: 'http' | 'https';
  readonly host: string | null;
  readonly path: string;
  readonly method?: string;
  readonly headers?: { readonly [name: string]: string };
  readonly sni?: string;
  readonly source?: string;
  readonly observed?: {
    /** 0 when no HTTP answer came. */
    readonly status: number;
    readonly backend: string | null;
    readonly upstreamPath?: string;
    readonly location?: string;
    /** `CN=` and the common name of the certificate that the proxy presented. */
    readonly servedCert?: string;
    readonly distribution?: { readonly [answer: string]: number };
    readonly unstable?: boolean;
  };
}

/** What the recording and the answer say about one request; equal when they agree. */
export interface Compared {
  readonly id: string;
  readonly tags: readonly string[];
  readonly request: string;
  readonly recorded: string;
  readonly answered: string;
  /** The answer leaves it to chance, and what was recorded is among its candidates. */
  readonly isChance: boolean;
}

/** Where every client of the recordings was, unless the request says otherwise. */
const clientIp = '10.200.0.1';

/** Asks a controller the requests of a case. Requests that were answered differently from run to run are left out. */
export function answerRecorded(
  controller: Controller,
  { id, tags, settled, manifests, requests }: RecordedCase,
): Compared[] {
  const model = modelOf(load([{ path: `${id}.yaml`, text: manifests }], { complete: true }));
  const taken = decisionsFor(controller, model).taken.map(({ ingress }) => ingress);
  const table = controller.compile(model, taken);
  return requests.flatMap((request): Compared[] => {
    const recorded = settled ? recordedText(request) : 'not-serving';
    if (recorded === undefined) return [];
    const { scheme, host, path, method, headers, sni, source = clientIp } = request;
    const asked = httpRequest({
      scheme,
      host,
      path,
      clientIp: source,
      ...(method !== undefined && { method }),
      ...(headers && { headers }),
      ...(sni !== undefined && { sni }),
    });
    const answer = asked && controller.answer(table, asked);
    const text = `${method ?? 'GET'} ${scheme}://${host}${path}`;
    const answered = answer && isOneOf(answer, request) ? recorded : answeredText(answer, request);
    return [{ id, tags, request: text, recorded, answered, isChance: answer ? mayBe(answer, request) : false }];
  });
}

/** What a client was shown in TLS and what the answers say, by request; equal when they agree. */
export function certificatesRecorded(
  controller: Controller,
  { id, settled, manifests, requests }: RecordedCase,
): Compared[] {
  const shown = requests.filter(({ observed }) => settled && observed?.servedCert !== undefined && !observed.unstable);
  if (shown.length === 0) return [];
  const model = modelOf(load([{ path: `${id}.yaml`, text: manifests }], { complete: true }));
  const taken = decisionsFor(controller, model).taken.map(({ ingress }) => ingress);
  const table = controller.compile(model, taken);
  return shown.map(({ scheme, host, path, sni, observed }) => {
    const asked = httpRequest({ scheme, host, path, clientIp, ...(sni !== undefined && { sni }) });
    const certificate = asked && controller.answer(table, asked).certificate;
    const recorded = servedName(observed?.servedCert ?? '');
    const answered = certificateName(certificate);
    return { id, tags: [], request: `${host}${path} ${sni ?? ''}`, recorded, answered, isChance: false };
  });
}

/** Common names of the certificates that controllers have of their own, or were started with. */
const ownNames: ReadonlySet<string> = new Set([
  'Kubernetes Ingress Controller Fake Certificate',
  'TRAEFIK DEFAULT CERT',
  'controller-default.cert',
]);

/** A recorded certificate (`CN=…`) in the words of `certificateName`. */
export function servedName(served: string): string {
  const name = served.replace(/^CN=/, '');
  return ownNames.has(name) ? 'its own' : name;
}

/** A certificate by its common name, the controller's as `its own`. */
export function certificateName(certificate: PresentedCertificate | undefined): string {
  if (!certificate) return 'none';
  return certificate.secret === null ? 'its own' : (certificate.commonName ?? certificate.secret);
}

/** The cases of a controller that come with the repository. */
export function fixtureCases(name: string): RecordedCase[] {
  return cases(readFileSync(join(import.meta.dirname, `../../../fixtures/traffic/${name}.jsonl`), 'utf8'));
}

/** All recorded cases of a controller, where they are at hand. */
export function oracleCases(name: string): RecordedCase[] {
  const folder = join(import.meta.dirname, '../../../../shared/oracle/routes');
  const file = [`${name}.jsonl.gz`, `variants/${name}.jsonl.gz`]
    .map((each) => join(folder, each))
    .find((each) => existsSync(each));
  return file === undefined ? [] : cases(gunzipSync(readFileSync(file)).toString('utf8'));
}

function cases(text: string): RecordedCase[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as RecordedCase);
}

function recordedText({ observed }: RecordedRequest): string | undefined {
  if (!observed || observed.unstable) return undefined;
  const { status, location, upstreamPath } = observed;
  const backend = observed.backend ?? backendOf(observed.distribution);
  if (backend !== undefined) return upstreamPath === undefined ? backend : `${backend} ${upstreamPath}`;
  if (status === 0) return 'refused';
  return location === undefined ? String(status) : `${status} ${location}`;
}

/** A request that was sent several times: the backend that answered all of them, or the ones that did. */
function backendOf(distribution: { readonly [answer: string]: number } | undefined): string | undefined {
  const backends = Object.keys(distribution ?? {}).filter((answer) => answer.includes('/'));
  return backends.length === 0 ? undefined : backends.sort().join(' or ');
}

/** Whether the answer names every backend that answered a request which was sent several times. */
function isOneOf(answer: ControllerAnswer, { observed }: RecordedRequest): boolean {
  const seen = Object.keys(observed?.distribution ?? {});
  if (seen.length < 2 || answer.kind !== 'end' || answer.outcome.kind !== 'unknown') return false;
  const { candidates = [] } = answer.outcome;
  return seen.every((backend) => candidates.includes(backend));
}

/** Whether the answer leaves to chance what is answered, and what was answered is among the candidates. */
function mayBe(answer: ControllerAnswer, { observed }: RecordedRequest): boolean {
  if (answer.kind !== 'end' || answer.outcome.kind !== 'unknown') return false;
  const { candidates = [] } = answer.outcome;
  if (!observed || candidates.length < 2) return false;
  const { status, location } = observed;
  const own = location === undefined ? String(status) : `${status} ${location}`;
  return candidates.includes(observed.backend ?? backendOf(observed.distribution) ?? own);
}

function answeredText(answer: ControllerAnswer | undefined, { observed }: RecordedRequest): string {
  if (!answer) return 'no request';
  if (answer.kind === 'forward') {
    const ports = answer.reach?.kind === 'endpoints' ? answer.reach.endpoints.map(({ port }) => port) : [];
    const own = standInAnswer(ports, answer.upstream.path);
    if (observed?.backend === null && observed.status === own) return String(own);
    const backend = backendText(answer);
    return observed?.upstreamPath === undefined ? backend : `${backend} ${answer.upstream.path}`;
  }
  const { outcome } = answer;
  switch (outcome.kind) {
    case 'redirected':
      return `${outcome.status} ${outcome.location}`;
    case 'answered':
      return String(outcome.status);
    case 'unknown':
      return `unknown: ${outcome.needs.join(', ')}`;
    default:
      return outcome.kind;
  }
}
