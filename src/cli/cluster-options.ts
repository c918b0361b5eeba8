import { knownMinors, minorOf, type Options } from '../index.ts';
import { parseObjectPattern } from '../objects/object-pattern.ts';
import { type Arguments, type ConfigFile, lastValue } from './arguments.ts';

/** The library's options that a command line gives; a text says what is wrong with them. */
export function clusterOptions(args: Arguments): Options | string {
  const namespace = lastValue(args, 'namespace');
  const kubernetesVersion = lastValue(args, 'kubernetes-version');
  if (namespace === '') return 'option -n, --namespace: the name is empty';
  if (kubernetesVersion !== undefined && minorOf(kubernetesVersion) === undefined) {
    const [oldest, newest] = knownMinors;
    return `option --kubernetes-version: '${kubernetesVersion}' is not known; ksvc knows 1.${oldest} to 1.${newest}`;
  }
  const unreadable = args.values.external?.find((text) => !parseObjectPattern(text));
  if (unreadable !== undefined) {
    return `option --external: '${unreadable}' is no object; write Kind/namespace/name or Kind/name, * stands for any characters`;
  }
  return {
    ...(args.config && configuredOptions(args.config)),
    ...(namespace !== undefined && { namespace }),
    ...(kubernetesVersion !== undefined && { kubernetesVersion }),
    ...(args.flags['single-stack'] && { singleStack: true }),
    ...(args.flags['assume-complete'] && { complete: true }),
    ...(args.flags.live && { live: true }),
    ...(args.values.external && { external: [...(args.config?.config.external ?? []), ...args.values.external] }),
  };
}

/** What only a configuration says, or a list on the command line adds to. */
function configuredOptions({ config, assumed }: ConfigFile): Options {
  const { complete, external, podTemplates, nodePortRange, serviceCidrs, controllers = {} } = config;
  const started = Object.values(controllers).flatMap(({ id, options }) => (options ? [[id, options] as const] : []));
  return {
    ...(assumed.length > 0 && { assumed }),
    ...(complete !== undefined && { complete }),
    ...(external && { external }),
    ...(podTemplates && { podTemplates }),
    ...(started.length > 0 && { controllerOptions: Object.fromEntries(started) }),
    ...(nodePortRange && { nodePortRange }),
    ...(serviceCidrs && { serviceCidrs }),
  };
}
