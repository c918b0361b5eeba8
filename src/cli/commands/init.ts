import { resolve } from 'node:path';
import { type Cluster, load, minorOf } from '../../index.ts';
import { modelOf } from '../../model/model.ts';
import { controllersFor } from '../../traffic/serving.ts';
import { type Command, refuse } from '../command.ts';
import { configName } from '../config/with-config.ts';
import { deliver } from '../output/deliver.ts';
import { prepare } from '../prepare.ts';

/** `ksvc init`: writes a configuration from what the manifests show. */
export const initCommand: Command = async (args, io) => {
  const path = resolve(io.cwd, configName);
  if (io.fs.exists(path) && !args.flags.force)
    return refuse(io, args, `${configName} exists already; --force overwrites it`);
  const prepared = await prepare(args, io, 'text');
  if (typeof prepared === 'number') return prepared;
  const findings = whatIsThere(load(prepared.inputs.sources, prepared.options));
  const named = [...args.operands, ...(args.values.file ?? [])].filter((each) => each !== '-');
  const text = configText(findings, named);
  const written = await deliver([{ format: 'text', file: path }], io, async () => text);
  if (!written) return 2;
  if (!args.flags.quiet) io.err.write(`${configName} written; ksvc lint --print-config shows what holds\n`);
  return 0;
};

interface Facts {
  readonly controllers: readonly {
    readonly id: string;
    readonly because: string;
    readonly classes: readonly string[];
  }[];
  readonly namespaces: readonly string[];
  /** Some objects name no namespace. */
  readonly unnamed: boolean;
  readonly version: string | undefined;
}

function whatIsThere(cluster: Cluster): Facts {
  const { serving } = controllersFor(modelOf(cluster));
  const namespaces = new Set(cluster.objects.map(({ namespace }) => namespace).filter((namespace) => namespace !== ''));
  return {
    controllers: serving.map(({ controller, because, taken }) => ({
      id: controller.id,
      because: because.text,
      classes: [...new Set(taken.flatMap(({ ingress }) => ingress.value.spec?.ingressClassName ?? []))].sort(),
    })),
    namespaces: [...namespaces].sort(),
    unnamed: cluster.objects.some(({ namespace, kind }) => namespace === '' && namespaced.has(kind)),
    version: versionOf(cluster),
  };
}

/** Kinds by which one sees that a namespace is left to whoever applies the files. */
const namespaced: ReadonlySet<string> = new Set([
  'Service',
  'Ingress',
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'Pod',
]);

/** The version of the oldest node: a dump of a cluster shows it. */
function versionOf({ objects }: Cluster): string | undefined {
  const minors = objects.flatMap(({ kind, decoded }) => {
    if (kind !== 'Node') return [];
    const text = /"kubeletVersion":"(v[\d.]+)/.exec(JSON.stringify(decoded.value))?.[1];
    return text === undefined ? [] : (minorOf(text) ?? []);
  });
  return minors.length > 0 ? `1.${Math.min(...minors)}` : undefined;
}

function configText(facts: Facts, named: readonly string[]): string {
  const { controllers, namespaces, unnamed, version } = facts;
  const [controller, ...others] = controllers;
  const lines = [
    '# yaml-language-server: $schema=https://raw.githubusercontent.com/ksvc/ksvc/main/schemas/config.json',
    'version: 1',
    'extends: recommended # or strict, minimal, api',
    version === undefined
      ? '# kubernetesVersion: "1.34" # the cluster that the manifests are for'
      : `kubernetesVersion: "${version}"`,
  ];
  if (controller && others.length === 0) lines.push(`controller: ${controller.id} # ${controller.because}`);
  else if (controller) lines.push(...controllersText(controllers));
  else lines.push('# controller: ingress-nginx # who serves the Ingresses');
  const [namespace, ...more] = namespaces;
  if (unnamed && namespace !== undefined && more.length === 0)
    lines.push(`namespace: ${namespace} # of objects that name none`);
  else if (unnamed) lines.push('# namespace: default # of objects that name none');
  if (named.length > 0) lines.push(`include: [${named.map((path) => JSON.stringify(path)).join(', ')}]`);
  lines.push(
    '# external: ["Secret/*/*-tls"] # what exists in the cluster, and not in these files',
    '# rules:',
    '#   service-target-port-not-exposed: error # off, on, error, warning or info',
  );
  return `${lines.join('\n')}\n`;
}

/** Which class belongs to whom, when several controllers serve. */
function controllersText(controllers: Facts['controllers']): string[] {
  const classes = controllers.flatMap(({ id, because, classes: names }) =>
    names.map((name) => `  ${JSON.stringify(name)}: ${id} # ${because}`),
  );
  return classes.length > 0
    ? ['controllers:', ...classes]
    : controllers.map(({ id, because }) => `# controller: ${id} # ${because}`);
}
