import type { Model } from '../../model/model.ts';
import type { SettledService } from '../../model/settled-service.ts';
import { editDistance } from '../../text/nearest.ts';
import { type ExplainedWorkload, explainSelection } from '../endpoints/explain-selection.ts';
import { evidence, nameOf } from '../evidence.ts';
import { portText } from '../service-port.ts';
import type { PortRef } from '../target.ts';
import { type Candidate, candidate } from './candidate.ts';

const shown = 3;

/** The Services whose names are nearest to one that does not exist. */
export function serviceCandidates(model: Model, namespace: string, name: string): readonly Candidate[] {
  return model.services.all
    .map((service) => ({ service, far: editDistance(name, service.name) + (service.namespace === namespace ? 0 : 1) }))
    .sort((a, b) => a.far - b.far)
    .slice(0, shown)
    .map(({ service }) => {
      const text = `Service ${service.namespace}/${service.name}`;
      return service.name === name
        ? candidate(
            'service',
            text,
            'namespace',
            `it is in namespace ${service.namespace}, not in ${namespace}`,
            nameOf(service.object),
          )
        : candidate('service', text, 'name', `it is called ${service.name}, not ${name}`, nameOf(service.object));
    });
}

/** The ports of a Service, each with what keeps it from being the one that was asked for. */
export function portCandidates(service: SettledService, wanted: PortRef): readonly Candidate[] {
  return (service.spec.ports ?? []).map((port, index) => {
    const why =
      wanted.kind === 'name'
        ? port.name
          ? `its name is ${port.name}, not ${wanted.name}`
          : `it has no name, and ${wanted.name} is one`
        : `its number is ${port.port}, not ${wanted.number}`;
    const text = `port ${portText(port)} of Service ${service.namespace}/${service.name}`;
    return candidate('port', text, 'port', why, evidence('', service.object, ['spec', 'ports', index]));
  });
}

/** The workloads that a selector matches, and the three that it nearly does, with the labels that differ. */
export function workloadCandidates(model: Model, service: SettledService): readonly Candidate[] {
  const all = explainSelection(model, service);
  return [...all.filter(({ selected }) => selected), ...all.filter(({ selected }) => !selected).slice(0, shown)].map(
    workloadCandidate,
  );
}

function workloadCandidate({ kind, namespace, name, selected, labels, note, at }: ExplainedWorkload): Candidate {
  const wrong = labels.filter(({ matches }) => !matches);
  const differing = wrong.map(({ key, wanted, found }) =>
    found === null ? `no label ${key} (wanted: ${wanted})` : `${key}=${found} (wanted: ${wanted})`,
  );
  const failedAt = selected ? null : wrong.length > 0 ? 'labels' : 'namespace';
  const why = [...differing, ...(note === null ? [] : [note])].join('; ') || 'the selector matches its pods';
  return { kind: 'workload', text: `${kind} ${namespace}/${name}`, failedAt, why, at: at.at };
}
