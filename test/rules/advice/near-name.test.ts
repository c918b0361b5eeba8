import { describe, expect, test } from '@jest/globals';
import { nearName, nearNameOf } from '../../../src/rules/advice/near-name.ts';

describe('the name that was meant', () => {
  test('is the one with another ending when none is spelled alike', () => {
    expect(nearName('basket', ['kitchen', 'basket-service'])).toBe('basket-service');
  });

  test('of very many names is one that begins alike', () => {
    const names = Array.from({ length: 5000 }, (_, number) => `${number}-name`);
    expect(nearName('basket', [...names, 'baskets'])).toBe('baskets');
    expect(nearName('basket', [...names, 'gasket'])).toBeUndefined();
  });

  test('is found among things with names, again and again', () => {
    const items = [{ name: 'basket' }, { name: 'kitchen' }];
    expect(nearNameOf('baskett', items)).toBe('basket');
    expect(nearNameOf('kitchn', items)).toBe('kitchen');
    expect(nearNameOf('lemon', items)).toBeUndefined();
  });
});
