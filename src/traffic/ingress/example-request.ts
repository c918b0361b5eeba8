import type { ControllerExample } from '../controllers/define-controller.ts';
import type { Request } from '../request.ts';

/** The request that a line of an example describes. */
export function exampleRequest({ request, headers, clientIp }: ControllerExample['requests'][number]): Request {
  const [first = '', second] = request.split(' ');
  return {
    url: second ?? first,
    ...(second !== undefined && { method: first }),
    ...(headers && { headers }),
    ...(clientIp !== undefined && { clientIp }),
  };
}
