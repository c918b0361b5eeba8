import type { ServiceTarget } from '../../controllers/define-controller.ts';
import { type Annotated, jsonOf, placeOf, prefix } from './annotations.ts';
import { isRefusal, type Refusal, refuse } from './refusal.ts';

/** What a rule does with a request. */
export type Action =
  | {
      readonly kind: 'fixed-response';
      readonly status: string;
      readonly reason: string;
      readonly missing?: ServiceTarget;
    }
  | Redirect
  | { readonly kind: 'forward'; readonly targetGroups: readonly TargetGroup[] };

/** Absent parts stay as they are in the request. */
export interface Redirect {
  readonly kind: 'redirect';
  readonly host?: string;
  readonly path?: string;
  readonly port?: string;
  readonly protocol?: string;
  readonly query?: string;
  /** `HTTP_301` or `HTTP_302`. */
  readonly statusCode: string;
}

/** Where requests are sent, a Service or a target group that exists already; its share among several. */
export interface TargetGroup {
  readonly to: ServiceTarget | { readonly kind: 'outside'; readonly name: string };
  readonly weight: number | undefined;
}

/** An action as `actions.NAME` writes it, judged, its Services not yet looked at. */
export type WrittenAction =
  | (Action & { readonly kind: 'fixed-response' })
  | Redirect
  | { readonly kind: 'forward'; readonly tuples: readonly Tuple[] };

export interface Tuple {
  readonly targetGroupARN?: string;
  readonly targetGroupName?: string;
  readonly serviceName?: string;
  readonly servicePort?: number | string;
  readonly weight?: number;
}

interface Written {
  readonly type?: string;
  readonly targetGroupARN?: string;
  readonly targetGroupName?: string;
  readonly fixedResponseConfig?: { readonly statusCode?: string };
  readonly redirectConfig?: Omit<Redirect, 'kind' | 'statusCode'> & { readonly statusCode?: string };
  readonly forwardConfig?: { readonly targetGroups?: readonly Tuple[] };
}

const shape = {
  type: 'string',
  targetGroupARN: 'string',
  targetGroupName: 'string',
  fixedResponseConfig: { contentType: 'string', messageBody: 'string', statusCode: 'string' },
  redirectConfig: {
    host: 'string',
    path: 'string',
    port: 'string',
    protocol: 'string',
    query: 'string',
    statusCode: 'string',
  },
  forwardConfig: {
    targetGroups: [
      {
        targetGroupARN: 'string',
        targetGroupName: 'string',
        serviceName: 'string',
        servicePort: 'int-or-string',
        weight: 'int32',
      },
    ],
    targetGroupStickinessConfig: { enabled: 'boolean', durationSeconds: 'int32' },
  },
} as const;

/** Reads and judges `actions.NAME` (config_types.go Action, enhanced_backend_builder.go, v3.5.0). */
export function writtenAction(from: Annotated, name: string): WrittenAction | undefined | Refusal {
  const key = `actions.${name}`;
  const written = jsonOf<Written>(from, key, shape);
  if (written === undefined || isRefusal(written)) return written;
  const read = judged(written);
  const remedy = `Write ${prefix}${key} as the controller's documentation has it: type, and the configuration of that type.`;
  return typeof read === 'string' ? refuse(`${prefix}${key}: ${read}`, from, placeOf(key), remedy) : read;
}

function judged({
  type = '',
  targetGroupARN,
  targetGroupName,
  fixedResponseConfig,
  redirectConfig,
  forwardConfig,
}: Written): WrittenAction | string {
  switch (type) {
    case 'fixed-response': {
      if (!fixedResponseConfig) return 'missing FixedResponseConfig';
      const { statusCode } = fixedResponseConfig;
      if (!statusCode) return 'invalid FixedResponseConfig: statusCode is required';
      return { kind: 'fixed-response', status: statusCode, reason: 'a fixed response' };
    }
    case 'redirect': {
      if (!redirectConfig) return 'missing RedirectConfig';
      const { statusCode } = redirectConfig;
      if (!statusCode) return 'invalid RedirectConfig: statusCode is required';
      return { kind: 'redirect', ...redirectConfig, statusCode };
    }
    case 'forward': {
      const simple = targetGroupARN !== undefined || targetGroupName !== undefined;
      if (!simple && !forwardConfig) return 'missing ForwardConfig or TargetGroupARN/TargetGroupName';
      if (simple && forwardConfig) return 'either ForwardConfig or TargetGroupARN/TargetGroupName can be specified';
      const tuples = simple
        ? [
            {
              ...(targetGroupARN !== undefined && { targetGroupARN }),
              ...(targetGroupName !== undefined && { targetGroupName }),
            },
          ]
        : (forwardConfig?.targetGroups ?? []);
      return tuplesProblem(tuples) ?? { kind: 'forward', tuples: tuples.map(withNumber) };
    }
    default:
      return `unknown action type: ${type}`;
  }
}

function tuplesProblem(tuples: readonly Tuple[]): string | undefined {
  for (const { targetGroupARN, targetGroupName, serviceName, servicePort } of tuples) {
    const named = targetGroupARN !== undefined || targetGroupName !== undefined;
    const wrong = 'invalid ForwardConfig: invalid TargetGroupTuple: ';
    if (!named && serviceName === undefined) return `${wrong}missing serviceName or targetGroupARN/targetGroupName`;
    if (named && serviceName !== undefined) {
      return `${wrong}either serviceName or targetGroupARN/targetGroupName can be specified`;
    }
    if (serviceName !== undefined && servicePort === undefined) return `${wrong}missing servicePort`;
  }
  return tuples.length > 1 && tuples.some(({ weight }) => weight === undefined)
    ? 'invalid ForwardConfig: weight must be set when route to multiple target groups'
    : undefined;
}

/** A port in quotes is a number where it can be (normalizeServicePortForBackwardsCompatibility). */
function withNumber(tuple: Tuple): Tuple {
  const { servicePort } = tuple;
  return typeof servicePort === 'string' && /^[+-]?\d+$/.test(servicePort)
    ? { ...tuple, servicePort: Number(servicePort) }
    : tuple;
}
