import { describe, expect, test } from '@jest/globals';
import { type PlainValue, resolveKey, resolvePlain } from '../../src/yaml/scalar.ts';

describe('plain scalars', () => {
  const values: readonly (readonly [string, PlainValue])[] = [
    ['yes', true],
    ['Y', true],
    ['on', true],
    ['TRUE', true],
    ['tRue', 'tRue'],
    ['off', false],
    ['n', false],
    ['', null],
    ['~', null],
    ['Null', null],
    ['nUll', 'nUll'],
    ['012', 10],
    ['0o14', 12],
    ['08', 8],
    ['089', 89],
    ['0x50', 80],
    ['0b11', 3],
    ['+80', 80],
    ['1_000', 1000],
    ['8_0', 80],
    ['1e3', 1000],
    ['80.0', 80],
    ['1.10', 1.1],
    ['.5', 0.5],
    ['-0', 0],
    ['-0.0', -0],
    ['12:30', '12:30'],
    ['2024-01-01', '2024-01-01'],
    ['1E400', '1E400'],
    ['=', '='],
    ['.', '.'],
    ['-', '-'],
    ['0o8', '0o8'],
    ['v1', 'v1'],
    ['10.96.0.1', '10.96.0.1'],
    ['9007199254740991', 9007199254740991],
    ['9007199254740993', 9007199254740993n],
    ['9223372036854775807', 9223372036854775807n],
    ['18446744073709551615', 18446744073709551615n],
    ['18446744073709551616', 18446744073709552000],
    ['-9223372036854775808', -9223372036854775808n],
    ['.inf', Number.POSITIVE_INFINITY],
    ['-.INF', Number.NEGATIVE_INFINITY],
    ['.NaN', Number.NaN],
  ];
  test.each(values)('%s is %p', (text, value) => {
    expect(Object.is(resolvePlain(text), value)).toBe(true);
  });

  const keys: readonly (readonly [string, string | undefined])[] = [
    ['yes', 'true'],
    ['No', 'false'],
    ['80', '80'],
    ['0x50', '80'],
    ['1.10', '1.1'],
    ['1.0', '1'],
    ['16777217.0', '1.6777216e+07'],
    ['16777217', '16777217'],
    ['1e21', '1e+21'],
    ['0.00001', '1e-05'],
    ['35594489925992448', '35594489925992448'],
    ['.inf', '.inf'],
    ['name', 'name'],
    ['null', undefined],
    ['~', undefined],
    ['18446744073709551615', undefined],
  ];
  test.each(keys)('the key %s is %p', (text, key) => {
    expect(resolveKey(text)).toBe(key);
  });
});
