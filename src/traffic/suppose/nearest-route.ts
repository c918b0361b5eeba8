import type { Model } from '../../model/model.ts';
import { tableOf } from '../compiled.ts';
import type { Controller, RouteRow } from '../controllers/define-controller.ts';
import type { Request } from '../request.ts';
import { hostFor, pathsFor } from '../routes/probe.ts';
import type { RawTrace } from '../trace-result.ts';

/** The route that a request without one was nearest to, and a request that it takes. */
export function nearestRoute(
  model: Model,
  controller: Controller,
  { nearMisses, request }: RawTrace,
): { readonly assuming: string; readonly request: Request } | undefined {
  const rows = controller.routes(tableOf(model, controller));
  for (const { object, path } of nearMisses) {
    const isOf = ({ ingress, at }: RouteRow): boolean =>
      ingress.object === object && path.slice(0, -1).every((step, index) => at[index] === step);
    const row = rows.find(isOf);
    const [target] = row ? pathsFor(row) : [];
    if (!row || target === undefined) continue;
    const asked = {
      ...(request as unknown as Request),
      scheme: request.scheme === 'https' ? 'https' : 'http',
    } as const;
    return {
      assuming: `${row.host || '*'}${row.path} were asked for`,
      request: { ...asked, host: row.host === '' ? String(request.host ?? '') : hostFor(row), path: target },
    };
  }
  return undefined;
}
