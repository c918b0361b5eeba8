/**
 * What apimachinery's resource.ParseQuantity holds against a text, in its words; undefined when it is a quantity
 * (api/resource/quantity.go, suffix.go of v0.37).
 */
export function quantityProblem(text: string): string | undefined {
  // The text is parsed as it stands in JSON: an escaped character is no white space.
  const trimmed = escapedInJson.test(text) ? text : text.trim();
  const parts = trimmed === '' ? null : quantity.exec(trimmed);
  if (!parts) return quantityFormatProblem;
  const suffix = parts[1] ?? '';
  return suffixes.has(suffix) || isExponent(suffix) ? undefined : "unable to parse quantity's suffix";
}

/** What the decoder says of anything that cannot be a quantity at all. */
export const quantityFormatProblem =
  "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";

const escapedInJson = /[\0-\x1f"\\]/;
const quantity = /^[+-]?\d*(?:\.\d*)?([eEinumkKMGTP]*[-+]?\d*)$/;
/** An exponent is a 64-bit integer. */
function isExponent(suffix: string): boolean {
  return exponent.test(suffix) && Math.abs(Number(suffix.slice(1))) < 2 ** 63;
}

const exponent = /^[eE][+-]?\d+$/;
const suffixes = new Set(['', 'n', 'u', 'm', 'k', 'M', 'G', 'T', 'P', 'E', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei']);
