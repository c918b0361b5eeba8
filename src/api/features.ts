import type { ApiServer } from './judgement.ts';

// Defaults of pkg/features/kube_features.go, Kubernetes v1.37.2.

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
