import type { Cluster, LoadedObject } from '../model/cluster.ts';
import { modelOf } from '../model/model.ts';
import type { Container } from '../objects/kinds/pod.ts';
import type { FieldPath } from '../yaml/field-path.ts';
import { setField } from './advice/repair.ts';
import { defineRule, type Rule } from './define-rule.ts';
import type { TemplateFacts } from './facts/pod-template.ts';
import { isExternalName, isHeadless, servicePorts } from './facts/service.ts';
import { kustomizationsOf } from './sets/kustomize.ts';
import { neighbourhoodOf } from './sets/neighbourhood.ts';
import { type MadePods, templatesOf } from './sets/templates.ts';
import { nameOf } from './wording/name.ts';
import { pathText } from './wording/path-text.ts';

/** Variables of Services that programs take for their own. */
export const rule: Rule = defineRule({
  id: 'service-env-collision',
  title: 'A Service sets a variable that a program reads as its own',
  group: 'discovery',
  severity: 'warning',
  since: '0.1.0',
  appliesTo: ['Service', 'Pod', 'Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet'],
  why: 'Containers get variables for each Service of their namespace: Service dify sets DIFY_PORT=tcp://10.96.0.7:80. A program that reads DIFY_PORT as its own setting gets this text instead of a number and stops, or listens elsewhere. Variables that the container sets itself win.',
  help: 'Write enableServiceLinks: false in the pod template, or set the variable in the container.',
  sources: [
    'kubernetes v1.37.2 pkg/kubelet/envvars/envvars.go (FromServices), pkg/kubelet/kubelet_pods.go (makeEnvironmentVariables)',
    'langgenius/dify#539, abartrim/sobs#435',
  ],
  messages: {
    used: (d: { path: string; variable: string; service: string }) =>
      `${d.path} uses ${d.variable} as a port, but ${d.service} sets it to tcp://…`,
    read: (d: { container: string; variable: string; service: string; because: string }) =>
      `container ${d.container} reads ${d.variable} (${d.because}), but ${d.service} sets it to tcp://…`,
  },
  on: {
    Cluster(cluster, { report }) {
      const { readers, setters } = readersOf(cluster);
      for (const { object, template, container, path, variable, at, image } of readers) {
        const setter = image === undefined ? undefined : setters.get(image)?.get(variable);
        const because = image === undefined || setter ? setter : known(image, variable);
        if (image !== undefined && !because) continue;
        const service = serviceThatSets(cluster, object, variable);
        if (!service || linksOff(template)) continue;
        const details = {
          where: { object, path: at ?? [...path, 'name'], part: 'value' as const },
          object,
          field: pathText(at ?? path),
          help: `Write enableServiceLinks: false in the pod template, or set ${variable} in the container.`,
          fix: setField('unsafe', object, [...template.path, 'spec', 'enableServiceLinks'], false),
          related: [
            { message: 'the Service', where: { object: service, path: ['metadata', 'name'], part: 'value' as const } },
            ...(setter
              ? [
                  {
                    message: 'set to a number here',
                    where: { object: setter.object, path: setter.at, part: 'value' as const },
                  },
                ]
              : []),
          ],
        };
        if (at) report('used', { path: pathText(at), variable, service: nameOf(service) }, details);
        else {
          const reason = setter ? `as ${nameOf(setter.object)} sets it for the same image` : 'its image does';
          report(
            'read',
            { container: container.name ?? '', variable, service: nameOf(service), because: reason },
            details,
          );
        }
      }
    },
  },
  examples: {
    bad: [
      {
        name: 'another workload of the same image sets it to a number',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: dify
spec:
  selector:
    app: dify
  ports:
    - port: 80
      targetPort: 5001
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: dify
spec:
  selector:
    matchLabels:
      app: dify
  template:
    metadata:
      labels:
        app: dify
    spec:
      containers:
        - name: api
          image: registry.example.com/dify-api:1.0
          env:
            - name: DIFY_PORT
              value: "5001"
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: dify-worker
spec:
  selector:
    matchLabels:
      app: dify-worker
  template:
    metadata:
      labels:
        app: dify-worker
    spec:
      containers:
        - name: worker # expect: service-env-collision
          image: registry.example.com/dify-api:1.0
`,
      },
      {
        name: 'an argument that uses it',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: sobs
spec:
  selector:
    app: sobs
  ports:
    - port: 80
      targetPort: 8080
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: sobs
spec:
  selector:
    matchLabels:
      app: sobs
  template:
    metadata:
      labels:
        app: sobs
    spec:
      containers:
        - name: sobs
          image: registry.example.com/sobs:1.0
          args:
            - --listen=:$(SOBS_PORT) # expect: service-env-collision
`,
      },
    ],
    good: [
      {
        name: 'without variables of Services, or set by the container',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: sobs
spec:
  selector:
    app: sobs
  ports:
    - port: 80
      targetPort: 8080
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: sobs
spec:
  selector:
    matchLabels:
      app: sobs
  template:
    metadata:
      labels:
        app: sobs
    spec:
      enableServiceLinks: false
      containers:
        - name: sobs
          image: registry.example.com/sobs:1.0
          args:
            - --listen=:$(SOBS_PORT)
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: sobs-worker
spec:
  selector:
    matchLabels:
      app: sobs-worker
  template:
    metadata:
      labels:
        app: sobs-worker
    spec:
      containers:
        - name: worker
          image: registry.example.com/sobs:1.0
          env:
            - name: SOBS_PORT
              value: "8080"
          args:
            - --listen=:$(SOBS_PORT)
`,
      },
    ],
  },
});

/** A container that reads a variable, or may. */
interface Reader {
  readonly object: LoadedObject;
  readonly template: TemplateFacts;
  readonly container: Container;
  readonly path: FieldPath;
  readonly variable: string;
  /** Where it is used; otherwise it is only likely, by the image. */
  readonly at: FieldPath | undefined;
  readonly image: string | undefined;
}

/** A container that sets a variable to a number. */
interface Setter {
  readonly object: LoadedObject;
  readonly at: FieldPath;
}

/** The first that sets each variable, by the image of its container. */
type SettersByImage = ReadonlyMap<string, ReadonlyMap<string, Setter>>;

/** Programs that read such a variable, by their documentation. */
const programs: readonly (readonly [image: RegExp, variable: string])[] = [
  [/(?:^|\/)n8n$/, 'N8N_PORT'],
  [/(?:^|\/)paperless-ngx$/, 'PAPERLESS_PORT'],
  [/(?:^|\/)searxng$/, 'SEARXNG_PORT'],
  [/(?:^|\/)immich-server$/, 'IMMICH_PORT'],
];

/** A quick look for any of them. */
const program = /(?:^|\/)(?:n8n|paperless-ngx|searxng|immich-server)(?:[:@]|$)/;

function known(image: string, variable: string): boolean {
  return programs.some(([pattern, of]) => of === variable && pattern.test(image));
}

function readersOf(cluster: Cluster): { readers: readonly Reader[]; setters: SettersByImage } {
  const readers: Reader[] = [];
  const setters = new Map<string, Map<string, Setter>>();
  let isRead = false;
  for (const { object, template } of templatesOf(cluster)) {
    const list = template.spec.containers;
    if (!object.decoded.known || !list) continue;
    for (let index = 0; index < list.length; index++) {
      const container = list[index];
      if (!container) continue;
      isRead ||= program.test(container.image ?? '');
      addSetters(setters, object, template, container, index);
      if (namesPort(container.command) || namesPort(container.args) || container.env?.some(isPortValue)) {
        const path = [...template.path, 'spec', 'containers', index];
        addUses(readers, { object, template, container, path, image: undefined });
      }
    }
  }
  if (setters.size > 0 || isRead) addLikely(readers, setters, templatesOf(cluster));
  return { readers, setters };
}

function addSetters(
  setters: Map<string, Map<string, Setter>>,
  object: LoadedObject,
  { path }: TemplateFacts,
  container: Container,
  index: number,
): void {
  const { env } = container;
  if (!env) return;
  for (let at = 0; at < env.length; at++) {
    const { name, value } = env[at] ?? {};
    if (!name?.endsWith('_PORT') || value === undefined || !/^\d+$/.test(value)) continue;
    const image = repositoryOf(container);
    const known = setters.get(image) ?? new Map<string, Setter>();
    setters.set(image, known);
    if (!known.has(name)) known.set(name, { object, at: [...path, 'spec', 'containers', index, 'env', at, 'value'] });
  }
}

/** Containers whose image reads a variable, by its documentation or because it is set elsewhere for the same image. */
function addLikely(readers: Reader[], setters: SettersByImage, all: readonly MadePods[]): void {
  for (const { object, template } of all) {
    if (!object.decoded.known) continue;
    for (const [index, container] of (template.spec.containers ?? []).entries()) {
      if (!container) continue;
      const image = repositoryOf(container);
      const variables = new Set(setters.get(image)?.keys());
      for (const [pattern, variable] of programs) if (pattern.test(image)) variables.add(variable);
      const path = [...template.path, 'spec', 'containers', index];
      for (const variable of variables) {
        if (setsItself(container, variable)) continue;
        readers.push({ object, template, container, path, image, variable, at: undefined });
      }
    }
  }
}

function namesPort(texts: readonly string[] | undefined): boolean {
  return texts?.some((text) => text?.includes('_PORT')) === true;
}

function isPortValue(each: { readonly value?: string } | null | undefined): boolean {
  return each?.value?.includes('_PORT') === true;
}

/** `--port=$(WEB_PORT)` and `:$WEB_PORT`: uses of a variable as a number. */
const use = /(?:port[= ]|:)\$[({]?([A-Z][A-Z0-9_]*_PORT)\b/i;

function addUses(readers: Reader[], reader: Omit<Reader, 'variable' | 'at'>): void {
  const { container, path } = reader;
  const { command, args, env } = container;
  const look = (text: string | undefined, at: FieldPath): void => {
    if (typeof text !== 'string' || !text.includes('_PORT')) return;
    const [, variable] = use.exec(text) ?? [];
    if (variable !== undefined && !setsItself(container, variable)) readers.push({ ...reader, variable, at });
  };
  for (const [index, text] of (command ?? []).entries()) look(text, [...path, 'command', index]);
  for (const [index, text] of (args ?? []).entries()) look(text, [...path, 'args', index]);
  for (const [index, each] of (env ?? []).entries()) look(each?.value, [...path, 'env', index, 'value']);
}

/** Whether the container sets a variable, or takes variables from elsewhere that may be it. */
function setsItself({ env = [], ...rest }: Container, variable: string): boolean {
  const { envFrom } = rest as { readonly envFrom?: readonly unknown[] };
  return (envFrom?.length ?? 0) > 0 || env.some((each) => each?.name === variable);
}

function repositoryOf({ image = '' }: Container): string {
  return image.replace(/@.*$/, '').replace(/:[^/:]*$/, '');
}

function linksOff({ spec }: TemplateFacts): boolean {
  return (spec as { readonly enableServiceLinks?: boolean }).enableServiceLinks === false;
}

/** The Service of the namespace whose variable this is: only those with a cluster IP and ports set any. */
function serviceThatSets(cluster: Cluster, object: LoadedObject, variable: string): LoadedObject | undefined {
  const model = modelOf(cluster);
  const { together } = neighbourhoodOf(cluster);
  if (kustomizationsOf(cluster).isPatch(object.document.source.path)) return undefined;
  const prefix = variable.slice(0, -'_PORT'.length);
  return model.services
    .in(model.namespaceOf(object))
    .find(
      (service) =>
        service.name.toUpperCase().replaceAll('-', '_') === prefix &&
        together(object, service.object) &&
        !isHeadless(service.object) &&
        !isExternalName(service.object) &&
        (servicePorts(service.object)?.length ?? 0) > 0,
    )?.object;
}
