import type { Outcome } from './outcome.ts';
import type { PresentedCertificate } from './presented-certificate.ts';

/** What a client notices of a connection that comes to nothing. */
export type ClientEffect =
  | 'connection refused'
  | 'connection refused or a timeout'
  | 'a timeout'
  | 'a timeout or a reset'
  | 'NXDOMAIN'
  | 'no address';

/** What a client gets in the end. */
export interface ClientView {
  /** Of an answer that comes from the controller. */
  readonly status?: number;
  readonly text: string;
  /** Before it there is a warning, because the certificate is for another host. */
  readonly certificateWarning?: true;
}

/** The client's side of an outcome; null when nobody can tell. */
export function clientView(
  outcome: Outcome,
  effect: ClientEffect | undefined,
  certificate?: PresentedCertificate,
): ClientView | null {
  const view = viewOf(outcome, effect);
  const isWarned = certificate?.covers === false && outcome.kind !== 'refused';
  return view && isWarned ? { ...view, certificateWarning: true } : view;
}

function viewOf(outcome: Outcome, effect: ClientEffect | undefined): ClientView | null {
  switch (outcome.kind) {
    case 'delivered':
      return { text: 'the answer of the backend' };
    case 'redirected':
      return { status: outcome.status, text: `a redirect to ${outcome.location}` };
    case 'answered':
      return { status: outcome.status, text: `${outcome.status} from ${outcome.by}` };
    case 'refused':
      return { text: effect ?? 'no connection' };
    case 'not-serving':
      return { text: 'nothing that these files decide' };
    case 'unknown':
      return null;
  }
}
