import { knownMinors, minorOf, type Options } from '../index.ts';
import { type Arguments, lastValue } from './arguments.ts';

/** The library's options that a command line gives; a text says what is wrong with them. */
export function clusterOptions(args: Arguments): Options | string {
  const namespace = lastValue(args, 'namespace');
  const kubernetesVersion = lastValue(args, 'kubernetes-version');
  if (namespace === '') return 'option -n, --namespace: the name is empty';
  if (kubernetesVersion !== undefined && minorOf(kubernetesVersion) === undefined) {
    const [oldest, newest] = knownMinors;
    return `option --kubernetes-version: '${kubernetesVersion}' is not known; ksvc knows 1.${oldest} to 1.${newest}`;
  }
  return {
    ...(namespace !== undefined && { namespace }),
    ...(kubernetesVersion !== undefined && { kubernetesVersion }),
    ...(args.flags['single-stack'] && { singleStack: true }),
  };
}
