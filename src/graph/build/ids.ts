/** Id of the node of a Service, whether it exists or not. */
export function serviceId(namespace: string, name: string): string {
  return `service:${namespace}/${name}`;
}

/** Id of the row of a Service port. */
export function portRow(index: number): string {
  return `port:${index}`;
}
