import type { ApiServer } from './judgement.ts';

// What changed between Kubernetes 1.28 and 1.37. First what a feature gate decides: defaults of
// pkg/features/kube_features.go, v1.37.2.

/** Service names may begin with a digit (RelaxedServiceNameValidation, on since 1.36). */
export function relaxedServiceNames(server: ApiServer): boolean {
  return server.minor >= 36;
}

/** Addresses with leading zeros, IPv4-mapped addresses and CIDRs with host bits are refused (StrictIPCIDRValidation, on since 1.36). */
export function strictAddresses(server: ApiServer): boolean {
  return server.minor >= 36;
}

/** `PreferSameZone` and `PreferSameNode` exist (PreferSameTrafficDistribution, on since 1.34). */
export function sameZoneAndNode(server: ApiServer): boolean {
  return server.minor >= 34;
}

/** Generated validation replaces a part of the hand-written one, with other texts (DeclarativeValidationBeta, on since 1.36). */
export function declarativeValidation(server: ApiServer): boolean {
  return server.minor >= 36;
}

/** Any container may have a restart policy of its own (ContainerRestartRules, on since 1.35). */
export function containerRestartRules(server: ApiServer): boolean {
  return server.minor >= 35;
}

// What changed without a gate, found by comparing the sources of the releases v1.28.0 to v1.37.2.

/** The Service of a StatefulSet needs a valid name (pkg/apis/apps/validation ValidateStatefulSetSpec, since 1.33). */
export function statefulSetServiceName(server: ApiServer): boolean {
  return releaseOf(server) >= 33;
}

/** Hostname and subdomain of a StatefulSet's template are not checked (pkg/apis/apps/validation, since 1.35). */
export function statefulSetNamesPods(server: ApiServer): boolean {
  return releaseOf(server) >= 35;
}

/** A load balancer must not have the kubelet's port 10250 (pkg/apis/core/validation ValidateService, until 1.32). */
export function forbidsKubeletPort(server: ApiServer): boolean {
  return releaseOf(server) <= 32;
}

/** Source ranges are checked one by one (pkg/apis/core/validation ValidateService, since 1.30). */
export function eachSourceRange(server: ApiServer): boolean {
  return releaseOf(server) >= 30;
}

/** A ClusterIP Service with externalIPs has an externalTrafficPolicy (pkg/apis/core/v1/defaults.go and validation, since 1.29). */
export function policyForExternalIps(server: ApiServer): boolean {
  return releaseOf(server) >= 29;
}

/** IPv6 addresses of slices must be canonical, and their causes come once (pkg/apis/discovery/validation, since 1.33). */
export function canonicalSliceAddresses(server: ApiServer): boolean {
  return releaseOf(server) >= 33;
}

/** Addresses of every kind are warned about, in other words (apimachinery GetWarningsForIP, since 1.33). */
export function warnsOfAddresses(server: ApiServer): boolean {
  return releaseOf(server) >= 33;
}

/** A headless Service is told which of its fields are ignored (pkg/api/service/warnings.go, since 1.34). */
export function warnsHeadless(server: ApiServer): boolean {
  return releaseOf(server) >= 34;
}

/** `PreferClose` is deprecated (pkg/api/service/warnings.go, since 1.35). */
export function deprecatesPreferClose(server: ApiServer): boolean {
  return releaseOf(server) >= 35;
}

/** externalIPs is deprecated (pkg/api/service/warnings.go, since 1.36). */
export function deprecatesExternalIps(server: ApiServer): boolean {
  return releaseOf(server) >= 36;
}

/** v1 Endpoints is deprecated (k8s.io/api core/v1 prerelease lifecycle, since 1.33). */
export function deprecatesEndpoints(server: ApiServer): boolean {
  return releaseOf(server) >= 33;
}

/** A missing kind or name of a reference is explained by its name (pkg/apis/networking/validation, until 1.33). */
export function namesMissingReference(server: ApiServer): boolean {
  return releaseOf(server) <= 33;
}

/** What is wrong with a range of a NetworkPolicy is told, and the others are looked at (pkg/apis/networking/validation, since 1.30). */
export function eachPolicyRange(server: ApiServer): boolean {
  return releaseOf(server) >= 30;
}

/** What is wrong with an owner is told with its place in the list (apimachinery pkg/api/validation/objectmeta.go, since 1.37). */
export function ownersOneByOne(server: ApiServer): boolean {
  return releaseOf(server) >= 37;
}

/** A missing field of an owner is named in the text (apimachinery pkg/api/validation/objectmeta.go, until 1.33). */
export function namesMissingOwnerField(server: ApiServer): boolean {
  return releaseOf(server) <= 33;
}

function releaseOf({ minor, release = minor }: ApiServer): number {
  return release;
}
