import { posix, sep } from 'node:path';

/** A path as it is shown: `./k8s//web/` is `k8s/web`, and so is `.\k8s\web` where the backslash separates. */
export function tidyPath(path: string, separator: string = sep): string {
  const normal = posix.normalize(separator === '\\' ? path.replaceAll('\\', '/') : path);
  return normal.length > 1 && normal.endsWith('/') ? normal.slice(0, -1) : normal;
}
