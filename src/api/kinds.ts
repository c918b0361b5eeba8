import { daemonSetRules, deploymentRules, replicaSetRules, statefulSetRules } from './apps/workloads.ts';
import { cronJobRules } from './batch/cron-job.ts';
import { jobRules } from './batch/job.ts';
import { endpointsRules } from './core/endpoints.ts';
import { podRules, podTemplateRules } from './core/pod.ts';
import { replicationControllerRules } from './core/replication-controller.ts';
import { secretRules } from './core/secret.ts';
import { serviceRules } from './core/service.ts';
import { endpointSliceRules } from './discovery/endpoint-slice.ts';
import type { KindRules } from './kind-rules.ts';
import { ingressRules } from './networking/ingress.ts';
import { ingressClassRules } from './networking/ingress-class.ts';
import { networkPolicyRules } from './networking/network-policy.ts';

/** The kinds whose answers are known beyond their schema, by apiVersion and kind. */
export const kindRules: { readonly [key: `${string}/${string}`]: KindRules } = {
  'v1/Service': serviceRules,
  'v1/Endpoints': endpointsRules,
  'discovery.k8s.io/v1/EndpointSlice': endpointSliceRules,
  'networking.k8s.io/v1/Ingress': ingressRules,
  'networking.k8s.io/v1/IngressClass': ingressClassRules,
  'networking.k8s.io/v1/NetworkPolicy': networkPolicyRules,
  'v1/Pod': podRules,
  'v1/PodTemplate': podTemplateRules,
  'v1/ReplicationController': replicationControllerRules,
  'v1/Secret': secretRules,
  'apps/v1/Deployment': deploymentRules,
  'apps/v1/ReplicaSet': replicaSetRules,
  'apps/v1/StatefulSet': statefulSetRules,
  'apps/v1/DaemonSet': daemonSetRules,
  'batch/v1/Job': jobRules,
  'batch/v1/CronJob': cronJobRules,
};
