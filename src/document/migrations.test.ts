import { describe, expect, it } from 'vitest';
import { checkMigrations, type Migration, migrate, migrations } from './migrations.ts';
import { currentVersion } from './schema.ts';

const chain: readonly Migration[] = [
  { to: 2, name: 'rename-title', up: ({ title, ...rest }) => ({ ...rest, name: title }) },
  {
    to: 3,
    name: 'layers-as-list',
    up: (old) => ({ ...old, layers: Object.values(old['layers'] as object) }),
  },
  { to: 4, name: 'count', up: (old) => ({ ...old, count: (old['layers'] as unknown[]).length }) },
];

describe('migrate', () => {
  it('goes through every step after the version, in order', () => {
    const old = { version: 1, title: 't', layers: { a: 'A', b: 'B' } };
    expect(migrate(old, 1, chain)).toEqual({ version: 4, name: 't', layers: ['A', 'B'], count: 2 });
    expect(migrate({ version: 3, layers: ['A'] }, 3, chain)).toEqual({ version: 4, layers: ['A'], count: 1 });
    expect(old).toEqual({ version: 1, title: 't', layers: { a: 'A', b: 'B' } });
  });

  it('refuses chains with a gap, a repeated name, or another end', () => {
    expect(() => checkMigrations(chain, 4)).not.toThrow();
    expect(() => checkMigrations(chain.slice(1), 4)).toThrow('leads to version 3, expected 2');
    expect(() => checkMigrations(chain, 5)).toThrow('3 migrations for version 5, expected 4');
    expect(() => checkMigrations([chain[0]!, { ...chain[1]!, name: 'rename-title' }], 3)).toThrow(
      'same name',
    );
  });

  it('has a step for every version there has been', () => {
    expect(() => checkMigrations(migrations, currentVersion)).not.toThrow();
  });
});
