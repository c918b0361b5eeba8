import type { SettledService } from '../../model/settled-service.ts';
import { evidence } from '../evidence.ts';
import type { Evidence } from '../hop.ts';
import { labelText } from './label-text.ts';

/** Whether the endpoint controllers look for pods of a Service. */
export function hasSelector({ spec }: SettledService): boolean {
  return spec.type !== 'ExternalName' && Object.keys(spec.selector ?? {}).length > 0;
}

/** Where a Service says which pods it means. */
export function selectorEvidence(service: SettledService): Evidence {
  return evidence(`selector ${labelText(service.spec.selector ?? {})}`, service.object, ['spec', 'selector'], 'key');
}
