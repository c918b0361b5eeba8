/** Names the Service of a slice. */
export const serviceNameLabel = 'kubernetes.io/service-name';
/** Names who keeps a slice. */
export const managedByLabel = 'endpointslice.kubernetes.io/managed-by';
/** Marks what belongs to a headless Service. */
export const headlessLabel = 'service.kubernetes.io/headless';
/** Keeps hand-made Endpoints from being copied into slices. */
export const skipMirrorLabel = 'endpointslice.kubernetes.io/skip-mirror';

/** Value of `managedByLabel` for slices of the endpoint slice controller. */
export const sliceController = 'endpointslice-controller.k8s.io';
/** Value of `managedByLabel` for slices that mirror hand-made Endpoints. */
export const mirroringController = 'endpointslicemirroring-controller.k8s.io';
