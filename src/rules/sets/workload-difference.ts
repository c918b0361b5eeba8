import { declaredPorts, runningContainersOf } from '../facts/pod-template.ts';
import type { SelectedWorkload } from './selection.ts';

/** In what the workloads of a Service differ. */
export interface Difference {
  readonly text: string;
  /** They look like different applications. */
  readonly certain: boolean;
}

/** In what workloads differ; undefined when they are meant to share. */
export function differenceOf(first: SelectedWorkload, others: readonly SelectedWorkload[]): Difference | undefined {
  const differs = (of: (workload: SelectedWorkload) => string): boolean =>
    others.some((other) => of(other) !== of(first));
  const variants = others.every(({ object }) => object.name === first.object.name);
  if (variants) return { text: 'have the same name', certain: false };
  const label = applicationLabels.find((key) => differs(({ labels }) => labels[key] ?? ''));
  if (differs(imagesOf)) return { text: 'run different images', certain: true };
  if (label !== undefined) return { text: `differ in the label ${label}`, certain: !isHeadLabel(label) };
  if (differs(portsOf)) return { text: 'declare different ports', certain: true };
  const keys = new Set([first, ...others].flatMap(({ labels }) => Object.keys(labels)));
  const onlyTracks = [...keys].every((key) => tracks.test(key) || !differs(({ labels }) => labels[key] ?? ''));
  return onlyTracks ? undefined : { text: 'run the same images with other labels', certain: false };
}

const applicationLabels: readonly string[] = [
  'app.kubernetes.io/name',
  'app.kubernetes.io/component',
  'app.kubernetes.io/instance',
  'app',
];

/** Members of one database are often instances of their own. */
function isHeadLabel(label: string): boolean {
  return label === 'app.kubernetes.io/instance';
}

const tracks =
  /(?:^|[/.-])(?:track|version|release|color|colour|slot|variant|canary|stage|deployment|revision|rev|zone)$/;

/** The repositories of the images, without tags. */
function imagesOf(workload: SelectedWorkload): string {
  const images = runningContainersOf(workload).map(({ container: { image = '' } }) =>
    image.replace(/@.*$/, '').replace(/:[^/:]*$/, ''),
  );
  return images.sort().join(' ');
}

function portsOf(workload: SelectedWorkload): string {
  return declaredPorts(workload)
    .map(({ number, protocol }) => `${number}/${protocol}`)
    .sort()
    .join(' ');
}
