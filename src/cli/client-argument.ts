/** A client as `--from` names it; `pod/web-1` and `deploy/web` are those of the namespace of `-n`. */
export function qualifiedClient(text: string | undefined, namespace: string): string | undefined {
  const [, kind, name] = ownPod.exec(text ?? '') ?? [];
  if (kind === undefined) return text;
  return isPod.test(kind) ? `${namespace}/${name}` : `${namespace}/${kind}/${name}`;
}

const ownPod =
  /^(po|pods?|deploy|deployments?|sts|statefulsets?|ds|daemonsets?|rs|replicasets?|jobs?|cj|cronjobs?)\/([^/]+)$/i;
const isPod = /^(?:po|pods?)$/i;
