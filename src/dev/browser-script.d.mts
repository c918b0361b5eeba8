export function browserScript(): Promise<string>;
export function browserScriptModule(): Promise<string>;
export function traceScript(): Promise<string>;
