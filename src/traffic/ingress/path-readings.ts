// Cloud load balancers do not say whether they match a path as it is sent or tidied up. Where every reading leads to the
// same place, that place is certain all the same.

/** The ways in which a path may be read before it is matched, the path as it is sent first. */
export function pathReadings(path: string): string[] {
  const readings = new Set([path]);
  if (path.includes('%')) for (const each of [...readings]) readings.add(withoutEscapes(each));
  for (const each of [...readings]) if (each.includes('//')) readings.add(each.replace(/\/{2,}/g, '/'));
  for (const each of [...readings]) if (dotSegment.test(each)) readings.add(withoutDots(each));
  return [...readings];
}

/** The ways in which a Host header may be read: with a port and a final dot, and without them. */
export function hostReadings(host: string, port: number): string[] {
  // The port of the listener itself goes without saying.
  const readings = new Set(host.endsWith(`:${port}`) ? [] : [host]);
  readings.add(host.replace(/:\d*$/, ''));
  for (const each of [...readings]) if (each.endsWith('.')) readings.add(each.slice(0, -1));
  return [...readings];
}

const brokenEscape = /%(?![0-9a-f]{2})/i;
const dotSegment = /\/\.{1,2}(?:\/|$)/;

function withoutEscapes(path: string): string {
  // An exception costs more than all the rest.
  if (brokenEscape.test(path)) return path;
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function withoutDots(path: string): string {
  const kept: string[] = [];
  const segments = path.split('/').slice(1);
  for (const [index, segment] of segments.entries()) {
    const isLast = index === segments.length - 1;
    if (segment === '..') kept.pop();
    else if (segment !== '.') kept.push(segment);
    if (isLast && (segment === '..' || segment === '.')) kept.push('');
  }
  return `/${kept.join('/')}`;
}
