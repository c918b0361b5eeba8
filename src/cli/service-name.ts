/** A Service as people name it; without a namespace it is looked for in all of them. */
export interface ServiceName {
  readonly namespace: string | undefined;
  readonly name: string;
  /** The text itself, for names with a dot; undefined when it names a namespace with a slash. */
  readonly dotted: string | undefined;
}

/** Reads `api`, `svc/api`, `shop/api`, `svc/shop/api`, `api.shop`; undefined when it is none of them. */
export function parseServiceName(text: string): ServiceName | undefined {
  const bare = text.replace(/^(?:svc|services?)\//i, '');
  const [, before, name, after] = form.exec(bare) ?? [];
  if (name === undefined || (before !== undefined && after !== undefined)) return undefined;
  return { namespace: before ?? after, name, dotted: before === undefined ? bare : undefined };
}

const form = /^(?:([a-z0-9-]+)\/)?([a-z0-9-]+)(?:\.([a-z0-9-]+)(?:\.svc(?:\..*)?)?)?$/i;
