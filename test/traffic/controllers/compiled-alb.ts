import type { Model } from '../../../src/model/model.ts';
import { controller as alb } from '../../../src/traffic/controllers/alb.ts';
import { controller as albIp } from '../../../src/traffic/controllers/alb-ip.ts';
import type { Action } from '../../../src/traffic/ingress/alb/actions.ts';
import { answerOf } from '../../../src/traffic/ingress/alb/answer.ts';
import type { Condition } from '../../../src/traffic/ingress/alb/conditions.ts';
import { compile, type Listener, type Outcome } from '../../../src/traffic/ingress/alb/load-balancers.ts';
import { isRefusal } from '../../../src/traffic/ingress/alb/refusal.ts';
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

/** A case of shared/oracle/routes-compiled/alb. */
export interface AlbCase extends CompiledCase {
  readonly compiled: { readonly instance: readonly RecordedGroup[]; readonly ip: readonly RecordedGroup[] };
  readonly derivedRequests: readonly (CompiledRequest & { readonly expected: readonly Expected[] })[];
}

interface RecordedGroup {
  readonly group: string;
  readonly members: readonly string[];
  readonly error?: string;
  readonly listeners?: readonly {
    readonly port: number;
    readonly protocol: string;
    readonly defaultActions: readonly RecordedAction[];
    readonly rules: readonly {
      readonly priority: number;
      readonly conditions: readonly RecordedCondition[];
      readonly actions: readonly RecordedAction[];
      readonly transforms?: unknown;
    }[];
  }[];
  readonly targetGroups?: { readonly [name: string]: { readonly service: string; readonly servicePort: number } };
}

interface RecordedAction {
  readonly type: string;
  readonly fixedResponseConfig?: { readonly statusCode: string };
  readonly redirectConfig?: { readonly [part: string]: string };
  readonly forwardConfig?: {
    readonly targetGroups: readonly { readonly targetGroup: string; readonly weight?: number }[];
  };
}

interface RecordedCondition {
  readonly field: string;
  readonly [config: string]: unknown;
}

interface Expected {
  readonly group: string;
  readonly backend?: string | null;
  readonly status?: number;
  readonly noListener?: boolean;
  readonly notBuilt?: boolean;
  readonly uncertain?: string;
}

/** What ACM held when the cases were recorded. */
const certificates = ['secure.example.com', '*.wild.example.com', 'wild.example.com'];

/** Compares the load balancers of both default target types, and what each of them answers with target type ip. */
export function compareAlb(recorded: AlbCase): Comparison[] {
  const { model, taken } = modelOfCase(albIp, recorded);
  const ip = compile(model, taken, { targetType: 'ip', certificates }).groups;
  const instance = compile(model, modelOfCase(alb, recorded).taken, { targetType: 'instance', certificates }).groups;
  const { id, compiled, derivedRequests } = recorded;
  return [
    rules(model, `${id} ip`, compiled.ip, ip),
    rules(model, `${id} instance`, compiled.instance, instance),
    ...derivedRequests.flatMap((request) => answers(model, id, request, ip)),
  ];
}

function rules(model: Model, id: string, recorded: readonly RecordedGroup[], ours: readonly Outcome[]): Comparison {
  const texts = recorded.map((group) => recordedText(model, group)).sort();
  return { what: 'rules', id, recorded: texts.join('\n'), ours: ours.map(ourText).sort().join('\n') };
}

function answers(
  model: Model,
  id: string,
  request: CompiledRequest & { readonly expected: readonly Expected[] },
  groups: readonly Outcome[],
): Comparison[] {
  const question = asked(request);
  return request.expected.flatMap((expected): Comparison[] => {
    if (expected.uncertain !== undefined) return [];
    const group = groups.find((each) => each.group.id === expected.group);
    const answer = group && question && answerOf('alb-ip', group, question);
    return [
      {
        what: 'answers',
        id: `${id} ${requestText(request)} at ${expected.group}`,
        recorded: expectedText(model, expected),
        ours: answer ? outside(answer) : 'no load balancer',
      },
    ];
  });
}

/** A target group that is named by its ARN is outside the files, so where it leads is unknown: but it is the candidate. */
function outside(answer: Parameters<typeof shortAnswer>[0]): string {
  if (answer.kind === 'end' && answer.outcome.kind === 'unknown') {
    const [only, ...others] = answer.outcome.candidates ?? [];
    if (only?.startsWith('arn:') && others.length === 0) return only;
  }
  return shortAnswer(answer);
}

function expectedText(model: Model, { backend, status, noListener, notBuilt }: Expected): string {
  if (notBuilt) return 'not-serving';
  if (noListener) return 'refused';
  return backend ? numberedBackend(model, backend) : String(status);
}

function recordedText(
  model: Model,
  { group, members, error, listeners = [], targetGroups = {} }: RecordedGroup,
): string {
  const head = `${group} [${members.join(' ')}]`;
  if (error !== undefined) return `${head} error`;
  const backend = (name: string): string => {
    const found = targetGroups[name];
    return found ? numberedBackend(model, `${found.service}:${found.servicePort}`) : name;
  };
  const action = ({ type, fixedResponseConfig, redirectConfig = {}, forwardConfig }: RecordedAction): string => {
    if (fixedResponseConfig) return `${type} ${fixedResponseConfig.statusCode}`;
    const targets = forwardConfig?.targetGroups.map((each) =>
      `${backend(each.targetGroup)} ${each.weight ?? ''}`.trim(),
    );
    return `${type} ${targets ? targets.join(' ') : sorted(redirectConfig)}`;
  };
  return [
    head,
    ...[...listeners]
      .sort((a, b) => a.port - b.port)
      .flatMap((each) => [
        `${each.protocol} ${each.port}: ${each.defaultActions.map(action).join()}`,
        ...each.rules.map(
          (rule) =>
            `${rule.priority} ${rule.conditions.map(conditionText).join(' and ')} → ${rule.actions.map(action).join()}${transformText(rule.transforms)}`,
        ),
      ]),
  ].join('\n');
}

function ourText({ group, built }: Outcome): string {
  const head = `${group.id} [${group.members.map(({ ingress }) => `${ingress.namespace}/${ingress.name}`).join(' ')}]`;
  if (isRefusal(built)) return `${head} error`;
  return [
    head,
    ...built.listeners.flatMap((listener) => [
      `${listener.protocol} ${listener.port}: ${defaultText(listener)}`,
      ...listener.rules.map((rule, index) => {
        const transforms = rule.transforms.map(
          ({ of, rewrites }) => `${of} ${rewrites.map((each) => `${each.regex}→${each.replace}`).join()}`,
        );
        const suffix = transforms.length > 0 ? ` ${transforms.join()}` : '';
        return `${index + 1} ${rule.conditions.map(ourCondition).join(' and ')} → ${actionText(rule.action)}${suffix}`;
      }),
    ]),
  ].join('\n');
}

function transformText(transforms: unknown): string {
  const list = (transforms ?? []) as readonly {
    type: string;
    hostHeaderRewriteConfig?: { rewrites: { regex: string; replace: string }[] };
    urlRewriteConfig?: { rewrites: { regex: string; replace: string }[] };
  }[];
  if (list.length === 0) return '';
  const texts = list.map(({ type, hostHeaderRewriteConfig, urlRewriteConfig }) => {
    const rewrites = (hostHeaderRewriteConfig ?? urlRewriteConfig)?.rewrites ?? [];
    return `${type === 'url-rewrite' ? 'path' : 'host'} ${rewrites.map((each) => `${each.regex}→${each.replace}`).join()}`;
  });
  return ` ${texts.join()}`;
}

function defaultText({ fallback }: Listener): string {
  if (!fallback) return 'fixed-response 404';
  if ('redirectTo' in fallback) {
    return `redirect ${sorted({ port: String(fallback.redirectTo), protocol: 'HTTPS', statusCode: 'HTTP_301' })}`;
  }
  return actionText(fallback.action);
}

function actionText(action: Action): string {
  switch (action.kind) {
    case 'fixed-response':
      return `fixed-response ${action.status}`;
    case 'redirect': {
      const { kind, ...parts } = action;
      return `${kind} ${sorted(parts)}`;
    }
    case 'forward':
      return `forward ${action.targetGroups
        .map(({ to, weight }) => {
          const name =
            to.kind === 'outside' ? to.name : `${to.namespace}/${to.backend.name}:${to.backend.port?.number}`;
          return `${name} ${weight ?? ''}`.trim();
        })
        .join(' ')}`;
  }
}

function conditionText(condition: RecordedCondition): string {
  const [config] = Object.entries(condition).flatMap(([key, value]) => (key === 'field' ? [] : [value]));
  const { httpHeaderName, regexValues, values } = config as {
    httpHeaderName?: string;
    regexValues?: string[];
    values?: unknown[];
  };
  const text = regexValues?.length ? `regex ${regexValues.join('|')}` : (values ?? []).map(valueText).join('|');
  return `${condition.field} ${httpHeaderName === undefined ? '' : `${httpHeaderName} `}${text}`;
}

function ourCondition(condition: Condition): string {
  const regex = 'regex' in condition && condition.regex ? 'regex ' : '';
  const name = condition.field === 'http-header' ? `${condition.name} ` : '';
  return `${condition.field} ${name}${regex}${condition.values.map(valueText).join('|')}`;
}

function valueText(value: unknown): string {
  return typeof value === 'string' ? value : sorted(value as { [part: string]: string });
}

function sorted(parts: { readonly [part: string]: string }): string {
  return Object.entries(parts)
    .map(([name, value]) => `${name}=${value}`)
    .sort()
    .join(' ');
}
