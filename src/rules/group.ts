/** A chapter of the rule catalogue. */
export type RuleGroup =
  | 'validity'
  | 'references'
  | 'ports'
  | 'selectors'
  | 'endpoints'
  | 'exposure'
  | 'routing'
  | 'tls'
  | 'class'
  | 'controllers'
  | 'discovery'
  | 'portability'
  | 'suppression';

/** The chapters in order, with their titles. */
export const ruleGroups: Readonly<Record<RuleGroup, string>> = {
  validity: 'Syntax and API validity',
  references: 'References',
  ports: 'Ports',
  selectors: 'Selectors and pods',
  endpoints: 'Endpoints',
  exposure: 'NodePort, LoadBalancer, traffic policy',
  routing: 'Ingress hosts and paths',
  tls: 'TLS',
  class: 'Ingress class and controller',
  controllers: 'What single controllers do',
  discovery: 'DNS and discovery',
  portability: 'Portability and deprecation',
  suppression: 'Suppressions',
};
