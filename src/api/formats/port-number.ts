import { type Details, none } from './details.ts';

/** A port that can be connected to (apimachinery IsValidPortNum). */
export function portNumber(value: number): Details {
  return value >= 1 && value <= 65535 ? none : outside;
}

const outside: Details = ['must be between 1 and 65535, inclusive'];
