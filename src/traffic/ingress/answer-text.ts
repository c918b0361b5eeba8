import type { ControllerAnswer, Reach, ServiceTarget } from '../controllers/define-controller.ts';

/** An answer in a few words: `shop/web:80 /cart`, `308 https://…`, `404`, `unknown`. */
export function answerText(answer: ControllerAnswer): string {
  if (answer.kind === 'forward') return `${backendText(answer)} ${answer.upstream.path}`;
  const { outcome } = answer;
  switch (outcome.kind) {
    case 'redirected':
      return `${outcome.status} ${outcome.location}`;
    case 'answered':
      return String(outcome.status);
    default:
      return outcome.kind;
  }
}

/** `namespace/service:port`, as the contract names a backend. */
export function backendText({ target, reach }: { readonly target: ServiceTarget; readonly reach?: Reach }): string {
  const { name = '', port } = target.backend;
  const written = port?.number ?? port?.name ?? '';
  if (reach?.kind === 'endpoints') {
    return `${target.namespace}/${name}:${reach.port ?? `?${reach.endpoints[0]?.port ?? written}`}`;
  }
  return `${target.namespace}/${name}:${reach?.port ?? written}`;
}
