import type { Model } from '../../../src/model/model.ts';
import type { ControllerAnswer } from '../../../src/traffic/controllers/define-controller.ts';
import { controller as gce } from '../../../src/traffic/controllers/gce.ts';
import { backendText } from '../../../src/traffic/ingress/answer-text.ts';
import { answerOf } from '../../../src/traffic/ingress/gce/answer.ts';
import { compile, type LoadBalancer } from '../../../src/traffic/ingress/gce/load-balancers.ts';
import { isProblem } from '../../../src/traffic/ingress/gce/service-port.ts';
import {
  asked,
  type Comparison,
  type CompiledCase,
  type CompiledRequest,
  modelOfCase,
  numberedBackend,
  requestText,
  shortAnswer,
} from './compiled.ts';

/** A case of shared/oracle/routes-compiled/gce. */
export interface GceCase extends CompiledCase {
  readonly compiled: {
    readonly asIs: readonly RecordedIngress[];
    /** Absent in the cases with annotations of this controller. */
    readonly neg?: readonly RecordedIngress[];
  };
  readonly derivedRequests: readonly (CompiledRequest & { readonly expected: readonly Expected[] })[];
}

interface RecordedIngress {
  readonly ingress: string;
  readonly taken: boolean;
  readonly flavour?: string;
  readonly errors?: readonly string[];
  readonly tlsErrors?: readonly string[];
  readonly runtimeError?: string;
  readonly defaultBackend?: string;
  readonly hostRules: readonly {
    readonly host: string;
    readonly paths: readonly (readonly [string, string])[] | null;
  }[];
  readonly allowHTTP: boolean;
  readonly tlsSecrets?: readonly string[];
  readonly redirectUrlMap?: unknown;
}

interface Expected {
  readonly ingress: string;
  readonly backend?: string;
  readonly status?: number;
  readonly notSynced?: boolean;
  readonly noListener?: boolean;
  readonly uncertain?: string;
}

/** The backend of the system, which answers 404. */
const systemBackend = 'kube-system/default-http-backend:http';

/** Compares the URL maps with and without NEG, and what each load balancer answers. */
export function compareGce({ id, compiled, derivedRequests, ...rest }: GceCase): Comparison[] {
  const { model, taken } = modelOfCase(gce, { id, ...rest });
  const asIs = compile(model, taken, false).balancers;
  const neg = compile(model, taken, true).balancers;
  const asked = compiled.neg ? neg : asIs;
  return [
    rules(model, `${id} as it is`, compiled.asIs, asIs),
    ...(compiled.neg ? [rules(model, `${id} with NEG`, compiled.neg, neg)] : []),
    ...derivedRequests.flatMap((request) => answers(model, id, request, asked)),
  ];
}

function rules(
  model: Model,
  id: string,
  recorded: readonly RecordedIngress[],
  ours: readonly LoadBalancer[],
): Comparison {
  // Multi-cluster Ingresses are taken by this controller only to prepare instance groups.
  const theirs = recorded.filter(({ taken, flavour }) => taken && flavour !== 'multi-cluster');
  return {
    what: 'rules',
    id,
    recorded: theirs
      .map((each) => recordedText(model, each))
      .sort()
      .join('\n'),
    ours: ours.map(ourText).sort().join('\n'),
  };
}

function answers(
  model: Model,
  id: string,
  request: CompiledRequest & { readonly expected: readonly Expected[] },
  balancers: readonly LoadBalancer[],
): Comparison[] {
  const question = asked(request);
  return request.expected.flatMap((expected): Comparison[] => {
    if (expected.uncertain !== undefined) return [];
    const balancer = balancers.find(({ ingress }) => `${ingress.namespace}/${ingress.name}` === expected.ingress);
    const answer: ControllerAnswer | undefined = balancer && question && answerOf('gce', balancer, question);
    return [
      {
        what: 'answers',
        id: `${id} ${requestText(request)} at ${expected.ingress}`,
        recorded: expectedText(model, expected),
        ours: answer ? shortAnswer(answer) : 'no load balancer',
      },
    ];
  });
}

function expectedText(model: Model, { backend = '', status, notSynced, noListener }: Expected): string {
  if (notSynced) return 'not-serving';
  if (noListener) return 'refused';
  if (backend === systemBackend) return '404';
  return status === undefined ? numberedBackend(model, backend) : String(status);
}

function recordedText(model: Model, recorded: RecordedIngress): string {
  const { ingress, errors, tlsErrors, runtimeError, defaultBackend = '', hostRules, allowHTTP } = recorded;
  if (errors?.length || tlsErrors?.length || runtimeError !== undefined) return `${ingress} error`;
  const https = (recorded.tlsSecrets?.length ?? 0) > 0;
  return [
    `${ingress} http=${allowHTTP} https=${https} redirect=${recorded.redirectUrlMap !== undefined}`,
    ...hostRules.map(
      ({ host, paths }) =>
        `${host}: ${(paths ?? []).map(([path, backend]) => `${path} ${numberedBackend(model, backend)}`).join(', ')}`,
    ),
    `default ${numberedBackend(model, defaultBackend)}`,
  ].join('\n');
}

function ourText({ ingress, urlMap, frontends }: LoadBalancer): string {
  const name = `${ingress.namespace}/${ingress.name}`;
  // What only Google refuses is no error of the controller.
  if (urlMap.problems.length > 0 || isProblem(frontends)) return `${name} error`;
  const { http, https, redirect } = frontends;
  const { hostRules, defaultBackend } = urlMap;
  return [
    `${name} http=${http} https=${https} redirect=${redirect !== undefined}`,
    ...hostRules.map(
      ({ host, paths }) => `${host}: ${paths.map(({ path, backend }) => `${path} ${backendText(backend)}`).join(', ')}`,
    ),
    `default ${defaultBackend ? backendText(defaultBackend) : systemBackend}`,
  ].join('\n');
}
