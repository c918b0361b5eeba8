/**
 * What the pods of the recordings answer themselves instead of naming their Service, which no manifest says; undefined
 * when they name it. They are Go servers: a path with a broken escape is answered 400, OPTIONS for the server as a whole
 * 200. Those on port 8443 speak TLS and answer plain requests 400.
 */
export function standInAnswer(ports: readonly number[], path: string): number | undefined {
  if (path === '*') return 200;
  const speaksTls = ports.length > 0 && ports.every((port) => port === 8443);
  return speaksTls || /%(?![0-9A-Fa-f]{2})/.test(path) ? 400 : undefined;
}
