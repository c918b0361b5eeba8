import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { load } from '../../../src/model/load.ts';
import { type Model, modelOf } from '../../../src/model/model.ts';
import type { Typed } from '../../../src/model/registry.ts';
import type { Ingress } from '../../../src/objects/kinds/ingress.ts';
import type { Controller, ControllerAnswer } from '../../../src/traffic/controllers/define-controller.ts';
import { backendText } from '../../../src/traffic/ingress/answer-text.ts';
import { type HttpRequest, httpRequest } from '../../../src/traffic/request.ts';
import { decisionsFor } from '../../../src/traffic/serving.ts';

/** One case: manifests, and what the real controller's packages compiled them to. */
export interface CompiledCase {
  readonly id: string;
  readonly tags: readonly string[];
  readonly manifests: string;
}

/** A request of a case without what it is expected to be answered. */
export interface CompiledRequest {
  readonly scheme: 'http' | 'https';
  readonly host: string | null;
  readonly path: string;
  readonly method?: string;
  readonly headers?: { readonly [name: string]: string };
  readonly sni?: string;
  readonly source?: string;
  readonly port?: number;
}

/** What the recording and ksvc say about one thing; equal when they agree. */
export interface Comparison {
  /** `rules` or `answers`. */
  readonly what: string;
  readonly id: string;
  readonly recorded: string;
  readonly ours: string;
}

/** A model of a case and the Ingresses that the controller takes. */
export function modelOfCase(
  controller: Controller,
  { id, manifests }: CompiledCase,
): { readonly model: Model; readonly taken: readonly Typed<Ingress>[] } {
  const model = modelOf(load([{ path: `${id}.yaml`, text: manifests }], { complete: true }));
  return { model, taken: decisionsFor(controller, model).taken.map(({ ingress }) => ingress) };
}

/** Where every client of the recordings was, unless the request says otherwise. */
const usualClient = '10.200.0.1';

export function asked({ scheme, host, path, method, headers, sni, source }: CompiledRequest): HttpRequest | undefined {
  return httpRequest({
    scheme,
    host,
    path,
    clientIp: source ?? usualClient,
    ...(method !== undefined && { method }),
    ...(headers && { headers }),
    ...(sni !== undefined && { sni }),
  });
}

/** An answer in the words of the recordings, which hold no Location. */
export function shortAnswer(answer: ControllerAnswer): string {
  if (answer.kind === 'forward') return backendText(answer);
  const { outcome } = answer;
  if (outcome.kind === 'unknown') return `unknown: ${outcome.needs.join(', ')}`;
  return 'status' in outcome ? String(outcome.status) : outcome.kind;
}

/** `namespace/service:port` with the number of a port that is named. */
export function numberedBackend(model: Model, backend: string): string {
  const [, namespace = '', name = '', port = ''] = /^([^/]*)\/(.*):(.*)$/.exec(backend) ?? [];
  const ports = model.services.get(namespace, name)?.value.spec?.ports;
  const number = ports?.find((each) => each.name === port)?.port;
  return number === undefined ? backend : `${namespace}/${name}:${number}`;
}

/** `GET http://example.com/`. */
export function requestText({ method = 'GET', scheme, host, path }: CompiledRequest): string {
  return `${method} ${scheme}://${host}${path}`;
}

/** The cases of a controller that come with the repository. */
export function fixtureCases<T extends CompiledCase>(name: string): T[] {
  return cases(readFileSync(join(import.meta.dirname, `../../../fixtures/traffic/${name}.jsonl`), 'utf8'));
}

/** All recorded cases of a controller, where they are at hand. */
export function oracleCases<T extends CompiledCase>(name: string): T[] {
  const file = join(import.meta.dirname, `../../../../shared/oracle/routes-compiled/${name}.jsonl.gz`);
  return existsSync(file) ? cases(gunzipSync(readFileSync(file)).toString('utf8')) : [];
}

/** What differs, in lines. */
export function differing(compared: readonly Comparison[]): string[] {
  return compared
    .filter(({ recorded, ours }) => recorded !== ours)
    .map(({ what, id, recorded, ours }) => `${what}: ${id}: ${recorded}, not ${ours}`);
}

function cases<T>(text: string): T[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T);
}
