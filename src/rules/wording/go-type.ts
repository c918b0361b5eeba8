/** What a Go type of the API is to someone who writes YAML: `[]v1.ServicePort` is a list. */
export function wordsForType(goType: string): string {
  if (goType.startsWith('[]')) return 'a list';
  if (goType.startsWith('map[')) return 'a map';
  const name = goType.replace(/^\*/, '').replace(/^\w+\./, '');
  return words[name] ?? (texts.has(name) ? 'text' : 'a map');
}

/** The same for what was read there. */
export function wordsForGot(got: string): string {
  return gotWords[got] ?? got;
}

const words: { readonly [type: string]: string } = {
  string: 'text',
  bool: 'true or false',
  int: 'a whole number',
  int32: 'a whole number',
  int64: 'a whole number',
  uint32: 'a whole number',
  uint64: 'a whole number',
  float64: 'a number',
  IntOrString: 'a whole number or text',
  Quantity: 'a quantity such as 500m or 1Gi',
  Time: 'a time such as 2026-01-31T12:00:00Z',
  MicroTime: 'a time such as 2026-01-31T12:00:00.000000Z',
};

/** Named string types of k8s.io/api v0.37 that manifests of Services and Ingresses can hold. */
const texts: ReadonlySet<string> = new Set([
  'AddressType',
  'DNSPolicy',
  'ConditionStatus',
  'IPFamily',
  'IPFamilyPolicy',
  'NodeName',
  'PathType',
  'Protocol',
  'PullPolicy',
  'RestartPolicy',
  'ServiceAffinity',
  'ServiceExternalTrafficPolicy',
  'ServiceInternalTrafficPolicy',
  'ServiceType',
  'UID',
  'URIScheme',
]);

const gotWords: { readonly [got: string]: string } = {
  string: 'text',
  number: 'a number',
  bool: 'a boolean',
  object: 'a map',
  array: 'a list',
  null: 'nothing',
};
