import { dirname, relative, resolve } from 'node:path';
import { type Config, mergeConfigs } from '../../config/config.ts';
import { readConfig } from '../../config/read-config.ts';
import { visible } from '../../report/visible.ts';
import { ruleIds } from '../../rules/ids.ts';
import { ruleOptions } from '../../rules/options.ts';
import type { Source } from '../../text/source.ts';
import { controllers } from '../../traffic/controllers/index.ts';
import type { Arguments, ConfigFile } from '../arguments.ts';
import type { ExitCode } from '../exit-code.ts';
import { failureCode } from '../failure.ts';
import { missingPath, readFailure } from '../input/problems.ts';
import type { Io } from '../io.ts';
import { commandSpecs, type OptionName } from '../options.ts';

/** Reads a configuration with what it extends; an exit code, all told, when something in it is wrong. */
export function loadConfig(args: Arguments, path: string, io: Io): Arguments | ExitCode {
  const sources: Source[] = [];
  const config = readWithBases(path, io, sources, []);
  if (!config) return 2;
  const { defaultIngressClass: usual } = config;
  if (usual !== undefined && !Object.hasOwn(config.controllers ?? {}, usual)) {
    io.err.write(
      `error: ${visible(shown(path, io))}: defaultIngressClass ${visible(usual)} is not among controllers\n`,
    );
    return 2;
  }
  const contradiction = contradictionIn(config);
  if (contradiction !== undefined) {
    io.err.write(`error: ${visible(shown(path, io))}: ${visible(contradiction)}\n`);
    return 2;
  }
  const assumed = classesOf(config);
  const file: ConfigFile = {
    path: shown(path, io),
    directory: dirname(path),
    config,
    commandLine: args,
    sources,
    assumed,
  };
  return { ...withDefaults(args, config), config: file };
}

function readWithBases(path: string, io: Io, sources: Source[], users: readonly string[]): Config | undefined {
  const name = shown(path, io);
  let text: string;
  try {
    text = io.fs.readText(path);
  } catch (error) {
    const reason = failureCode(error) === 'ENOENT' ? missingPath(name, io) : readFailure(name, error);
    io.err.write(`error: ${visible(reason)}\n`);
    return undefined;
  }
  const source: Source = { path: name, text };
  sources.push(source);
  const { config, problems } = readConfig(source, {
    rules: ruleIds,
    ruleOptions,
    controllers: controllers.map(({ id }) => id),
    classControllers: classControllers().map(({ id }) => id),
    controllerOptions: Object.fromEntries(
      controllers.map(({ id, options = [] }) => [id, options.map(({ name }) => name)]),
    ),
    formats: commandSpecs.lint.formats,
  });
  for (const { message, at } of problems) {
    io.err.write(`error: ${visible(at.file)}:${at.line}:${at.column}: ${visible(message)}\n`);
  }
  if (problems.length > 0) return undefined;
  if (!config.extends || !('path' in config.extends)) return config;
  const base = resolve(dirname(path), config.extends.path);
  if (base === path || users.includes(base)) {
    io.err.write(`error: ${visible(name)}: extends ${visible(config.extends.path)}, which extends this file\n`);
    return undefined;
  }
  const read = readWithBases(base, io, sources, [...users, path]);
  return read && mergeConfigs(read, config);
}

/** One process of a controller is simulated for all of its classes. */
function contradictionIn({ controllers: classes = {} }: Config): string | undefined {
  const first = new Map<string, readonly [name: string, options: string]>();
  for (const [name, { id, options = {} }] of Object.entries(classes)) {
    const text = JSON.stringify(Object.entries(options).sort());
    const [other, said] = first.get(id) ?? [name, text];
    if (said !== text)
      return `controllers: ${other} and ${name} are both ${id}, with other options: ksvc simulates one process of it`;
    first.set(id, [name, text]);
  }
  return undefined;
}

/** Controllers that an IngressClass names; modes of one are chosen otherwise. */
function classControllers(): readonly (typeof controllers)[number][] {
  return controllers.filter(({ modeOf, controllerNames }) => modeOf === undefined && controllerNames.length > 0);
}

/**
 * The IngressClasses that a configuration names, as manifests: each in the line in which it is written, so that what
 * they decide is shown there.
 */
function classesOf({ controllers: classes = {}, defaultIngressClass }: Config): readonly Source[] {
  const lines = new Map<string, string[]>();
  for (const [name, { id, at }] of Object.entries(classes)) {
    const manifest = {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'IngressClass',
      metadata: {
        name,
        ...(name === defaultIngressClass && {
          annotations: { 'ingressclass.kubernetes.io/is-default-class': 'true' },
        }),
      },
      spec: { controller: classControllers().find((controller) => controller.id === id)?.controllerNames[0] },
    };
    const text = lines.get(at.file) ?? [];
    lines.set(at.file, text);
    text[at.line - 1] = `${text[at.line - 1] ?? ''}--- ${JSON.stringify(manifest)}`;
  }
  return [...lines].map(([path, text]) => ({ path, text: `${Array.from(text, (line) => line ?? '').join('\n')}\n` }));
}

function shown(path: string, io: Io): string {
  const short = relative(io.cwd, path).replaceAll('\\', '/');
  return short.startsWith('../../../') ? path : short;
}

/** Values of the configuration that options of the command line have too. */
function withDefaults(args: Arguments, config: Config): Arguments {
  const { options } = commandSpecs[args.command];
  const defaults: Partial<Record<OptionName, string | undefined>> = {
    namespace: config.namespace,
    'kubernetes-version': config.kubernetesVersion,
    controller: config.controller,
    'cluster-domain': config.clusterDomain,
    'proxy-mode': config.proxyMode,
    'fail-on': config.failOn,
    'max-warnings': config.maxWarnings?.toString(),
    // The format is one of lint; other commands have others.
    output: config.format !== undefined && args.formats.includes(config.format) ? config.format : undefined,
  };
  const values = { ...args.values };
  for (const [name, value] of Object.entries(defaults) as [OptionName, string | undefined][]) {
    if (value !== undefined && values[name] === undefined && options.includes(name)) values[name] = [value];
  }
  return { ...args, values };
}
