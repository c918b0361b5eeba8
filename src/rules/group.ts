/** A chapter of the rule catalogue. */
export type RuleGroup = 'validity' | 'exposure' | 'portability';

/** The chapters in order, with their titles. */
export const ruleGroups: Readonly<Record<RuleGroup, string>> = {
  validity: 'Syntax and API validity',
  exposure: 'NodePort, LoadBalancer, traffic policy',
  portability: 'Portability and deprecation',
};
