/** The names that kustomize itself looks for (kustomize api/konfig/general.go). */
export const kustomizationFiles: ReadonlySet<string> = new Set([
  'kustomization.yaml',
  'kustomization.yml',
  'Kustomization',
]);

/** Whether a resource is fetched from elsewhere: a URL, or a host with a path. */
export function isRemote(entry: string): boolean {
  return entry.includes('://') || entry.includes('?ref=') || /^[\w.-]+\.\w+\/|^git@/.test(entry);
}
