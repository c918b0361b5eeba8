import type { ApiServer } from './judgement.ts';

/**
 * Remembers the answer about the last object: what a Service becomes is asked for when it is settled and when it is
 * judged, and one mostly follows the other.
 */
export function rememberLast<In extends object, Out>(
  compute: (object: In, server: ApiServer) => Out,
): (object: In, server: ApiServer) => Out {
  let last: { readonly object: In; readonly server: ApiServer; readonly answer: Out } | undefined;
  return (object, server) => {
    if (last?.object !== object || last.server !== server) last = { object, server, answer: compute(object, server) };
    return last.answer;
  };
}
