import { type Details, none, patternDetail } from './details.ts';

/** Name of an HTTP header (apimachinery IsHTTPHeaderName). */
export function httpHeaderName(value: string): Details {
  return pattern.test(value)
    ? none
    : [
        patternDetail(
          "a valid HTTP header must consist of alphanumeric characters or '-'",
          '[-A-Za-z0-9]+',
          'X-Header-Name',
        ),
      ];
}

const pattern = /^[-A-Za-z0-9]+$/;
