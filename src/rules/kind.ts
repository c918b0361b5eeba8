/** Kinds that rules look at by name. */
export type Kind =
  | 'Service'
  | 'Endpoints'
  | 'EndpointSlice'
  | 'Ingress'
  | 'IngressClass'
  | 'NetworkPolicy'
  | 'Secret'
  | 'Pod'
  | 'Deployment'
  | 'StatefulSet'
  | 'DaemonSet'
  | 'ReplicaSet'
  | 'ReplicationController'
  | 'Job'
  | 'CronJob'
  | 'KubeProxyConfiguration';
