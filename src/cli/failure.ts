/**
 * The code of a failed call of the file system: ENOENT, EACCES, …; '' for any other error. Asks for the property and
 * not for the class: errors of another realm, as test runners have them, are no `instanceof` ours.
 */
export function failureCode(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}
