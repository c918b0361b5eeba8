import { always, type Encoder, embedded, filled, list, listOrNull, set, struct } from '../stored.ts';

// networking/v1 IngressBackend and its parts, in the order of their structs (k8s.io/api v0.37).
const backend: Encoder = struct({
  service: struct({ name: always(''), port: embedded(struct({ name: filled, number: filled })) }),
  resource: struct({ apiGroup: always(null), kind: always(''), name: always('') }),
});

/** The spec of an Ingress as it is stored. */
export const storedIngressSpec: Encoder = struct({
  ingressClassName: set,
  defaultBackend: backend,
  tls: list(struct({ hosts: filled, secretName: filled })),
  rules: list(
    struct({
      host: filled,
      http: struct({
        paths: listOrNull(struct({ path: filled, pathType: always(null), backend: embedded(backend) })),
      }),
    }),
  ),
});
