import { nameOf } from '../evidence.ts';
import { hasSelector } from '../service/selector.ts';
import type { Way } from '../way.ts';
import { fails, type Lack } from './lack.ts';
import { noHandMade } from './no-hand-made.ts';
import { noSelectedPods } from './no-selected-pods.ts';

/** Why nothing stands behind a Service port, as far as the files can tell. */
export function noEndpoints(lack: Lack): Way {
  const { endpoints, service } = lack;
  if (endpoints.length > 0) return notReady(lack);
  return hasSelector(service) ? noSelectedPods(lack) : noHandMade(lack);
}

function notReady({ service, endpoints }: Lack): Way {
  const names = [...new Set(endpoints.map(({ name }) => name))];
  const text =
    endpoints.length === 1
      ? `the only endpoint, ${names[0]}, is not ready`
      : `none of ${endpoints.length} endpoints is ready: ${names.join(', ')}`;
  const because = endpoints.flatMap(({ pod, object }) =>
    pod ? [nameOf(pod.producer)] : object ? [nameOf(object)] : [],
  );
  return fails(service, 'pods', text, because.slice(0, 1), [], 'service-no-ready-endpoints');
}
