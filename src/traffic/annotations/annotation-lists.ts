import { knownAnnotations as contour } from '../controllers/contour/known-annotations.ts';
import { knownAnnotations as haproxy } from '../controllers/haproxy/known-annotations.ts';
import { knownAnnotations as haproxyIngress } from '../controllers/haproxy-jcmoraisjr/known-annotations.ts';
import { knownAnnotations as ingressNginx } from '../controllers/ingress-nginx/known-annotations.ts';
import { knownAnnotations as kong } from '../controllers/kong/known-annotations.ts';
import { knownAnnotations as agic } from '../ingress/agic/known-annotations.ts';
import { knownAnnotations as alb } from '../ingress/alb/known-annotations.ts';
import { knownAnnotations as gce } from '../ingress/gce/known-annotations.ts';
import { knownAnnotations as traefik } from '../ingress/traefik/known-annotations.ts';
import type { AnnotationList } from './annotation-list.ts';

/** Known by its prefix and its class, so that its annotations are not taken for those of the other NGINX. */
const f5Nginx: AnnotationList = {
  title: 'F5 NGINX Ingress Controller',
  controllerNames: ['nginx.org/ingress-controller'],
  classNames: ['nginx'],
  prefixes: ['nginx.org/', 'nginx.com/', 'appprotect.f5.com/'],
  names: { Ingress: [], Service: [] },
  isOpen: true,
  protocol: { on: ['Ingress'], name: 'ssl-services', secure: '<service>' },
  onInvalid: '',
  source: 'nginx/kubernetes-ingress internal/k8s',
};

/** What each controller reads. */
export const annotationLists: readonly AnnotationList[] = [
  ingressNginx,
  f5Nginx,
  traefik,
  haproxy,
  haproxyIngress,
  contour,
  kong,
  alb,
  gce,
  agic,
];

/** The list that a key belongs to by its prefix, and the name behind it. */
export function ownerOf(key: string): { readonly list: AnnotationList; readonly name: string } | undefined {
  for (const list of annotationLists) {
    for (const prefix of list.prefixes) if (key.startsWith(prefix)) return { list, name: key.slice(prefix.length) };
  }
  return undefined;
}
