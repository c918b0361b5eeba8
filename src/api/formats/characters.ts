/** Whether a UTF-16 unit is one of `a-z0-9`. */
export function isLowerAlphanumeric(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 48 && code <= 57);
}

/** Whether a UTF-16 unit is one of `A-Za-z0-9`. */
export function isAlphanumeric(code: number): boolean {
  return isLowerAlphanumeric(code) || (code >= 65 && code <= 90);
}
