import { cleanup, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import type { Problem } from '../../../../src/network/network.ts';
import type { Language } from '../../../../src/text/catalogue.ts';
import { setLanguage } from '../../../../src/text/language.ts';
import { type ProblemCode, problems } from '../../../../src/text/members/problems.ts';
import { renderIn } from '../../../testing/render.tsx';
import { ProblemChip } from './ProblemChip.tsx';

const problem = (code: ProblemCode, pending?: true): Problem => ({
  severity: 'error',
  code,
  layer: 'layer-1',
  message: 'why',
  repairs: [],
  ...(pending && { pending }),
});

function chipIn(language: Language, ...found: readonly Problem[]): string {
  setLanguage(language);
  renderIn(<ProblemChip problems={found} />);
  return screen.getByTitle(/why/).textContent!;
}

afterEach(() => {
  cleanup();
  setLanguage('en');
});

describe('the words of a problem on its card', () => {
  it.each([
    ['en', 'input-mismatch', 'Data do not fit'],
    ['pt-BR', 'input-mismatch', 'Não serve aos dados'],
    ['en', 'kernel-larger-than-input', 'Kernel larger than input'],
    ['pt-BR', 'kernel-larger-than-input', 'Núcleo maior que a entrada'],
  ] as const)('are in %s: %s', (language, code, words) =>
    expect(chipIn(language, problem(code))).toBe(words),
  );

  it('are gentler for what is only still to come', () => {
    expect(chipIn('pt-BR', problem('missing-input', true))).toBe('Ainda não conectada');
  });

  it('count several', () =>
    expect(chipIn('pt-BR', problem('cycle'), problem('wrong-rank'))).toBe('2 problemas'));
});

it('no problem has words longer than a card has room for', () => {
  const words = Object.values(problems).flatMap((both) => Object.values(both));
  expect(words.filter((each) => each.length > 28)).toEqual([]);
});
