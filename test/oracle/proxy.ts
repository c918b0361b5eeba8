import { join } from 'node:path';
import { linesOf } from '../traffic/dns/recordings.ts';
import {
  comparable,
  connections,
  expected,
  type ProxyRecording,
  recordedModes,
} from '../traffic/kube-proxy/recordings.ts';
import { canonical, type Exam, tally } from './exam.ts';

/** What the rules of a real kube-proxy did with connections, against `connect`. */
export const proxyConnections: Exam = {
  name: 'proxy',
  subject: 'connect: verdict, backends and masquerade of kube-proxy 1.37',
  run(folder) {
    const { add, agreements } = tally();
    for (const recording of linesOf<ProxyRecording>(join(folder, 'cases.jsonl'))) {
      for (const mode of recordedModes) {
        for (const slices of ['made', 'recorded'] as const) {
          for (const [at, connection] of connections(recording, mode, slices).entries()) {
            const recorded = recording.results[mode][at];
            if (recorded?.verdict === undefined) continue;
            const [ours, theirs] = [comparable(connection), expected(recorded, connection)];
            const detail = (): string =>
              `${recorded.via} ${recorded.address} from ${recorded.client}\n    recorded ${canonical(theirs)}\n    ours     ${canonical(ours)}`;
            add(`${mode}, ${slices} slices`, recording.id, canonical(ours) === canonical(theirs), detail);
          }
        }
      }
    }
    return agreements();
  },
};
