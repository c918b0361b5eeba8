import type { LoadedObject } from '../model/cluster.ts';
import type { FieldPath } from '../yaml/field-path.ts';
import type { Part } from '../yaml/locate.ts';

/** A place in an object that decides something; becomes a position when shown. */
export interface Evidence {
  readonly text: string;
  readonly object: LoadedObject;
  readonly path: FieldPath;
  readonly part: Part;
}

/** One step of a request's way. */
export interface Hop {
  readonly kind:
    | 'name' // a DNS name became a Service or an address
    | 'controller' // which ingress controller answers
    | 'class' // why it takes the Ingress
    | 'tls'
    | 'host'
    | 'path'
    | 'redirect'
    | 'rewrite'
    | 'backend' // the Service that the Ingress names
    | 'load-balancer'
    | 'node-port'
    | 'service' // a Service's own address
    | 'port' // Service port to target port
    | 'external-name'
    | 'policy' // a traffic policy or a NetworkPolicy
    | 'proxy' // what the rules of kube-proxy do
    | 'endpoints'
    | 'pods';
  readonly status: 'ok' | 'fail' | 'warn' | 'unknown';
  readonly text: string;
  readonly because: readonly Evidence[];
  /** Id of the rule of lint about it, where there is one. */
  readonly rule?: string;
}

/** Something that nearly matched, nearest first. */
export interface NearMiss extends Evidence {}
