/** Whether a UTF-16 unit is one of `a-z0-9`. */
export function isLowerAlphanumeric(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 48 && code <= 57);
}
