import { type HttpRequest, hostWithoutPort } from '../request.ts';
import type { SideAnswer } from './answer.ts';

/** An answer without what it repeats of the request: answers of one pattern are the same answer. */
export function answerPattern({ outcome }: SideAnswer, { host, target }: HttpRequest): string {
  switch (outcome.kind) {
    case 'delivered': {
      const { backend, upstream, failing } = outcome;
      const path = upstream.path === target ? 'as sent' : 'changed';
      return `${backend} ${path} ${upstream.host === (host ?? '') ? '' : upstream.host} ${failing ?? 0}`;
    }
    case 'redirected': {
      const name = hostWithoutPort(host ?? '');
      const ofHost = name === '' ? outcome.location : outcome.location.replace(name, '<host>');
      return `${outcome.status} ${ofHost.startsWith('https:') ? 'https' : 'http'} ${ofHost.includes('<host>') ? 'same host' : ofHost}`;
    }
    case 'answered':
      return String(outcome.status);
    default:
      return outcome.kind;
  }
}
