import { describe, expect, it } from 'vitest';
import { language, matchLanguage, setLanguage, text } from './language.ts';
import { message, sentence } from './message.ts';
import { textSchema } from './schema.ts';
import { explain, TextError } from './text-error.ts';

const tooLarge = message('layers.output-too-large', { shape: [4, 4], size: 5408, most: 1000 });

describe('messages', () => {
  it('become sentences in either language, with its numbers', () => {
    expect(sentence(tooLarge, 'en')).toContain('5,408 numbers');
    expect(sentence(tooLarge, 'pt-BR')).toContain('5.408 números');
  });

  it('put the messages inside them into the same language, after crossing a process as JSON', () => {
    const around = message('common.named', { name: 'C1', detail: tooLarge });
    expect(sentence(JSON.parse(JSON.stringify(around)), 'pt-BR')).toMatch(/^C1: A saída seria 4 × 4/);
  });

  it('are read as earlier versions kept them', () => {
    const kept = { key: 'common.named', values: { name: 'C1', told: tooLarge } } as const;
    expect(sentence(kept, 'en')).toMatch(/^C1: .*5,408 numbers/);
  });

  it('cannot be written without a language', () => {
    const detail = message('network.empty');
    expect(() => `${detail}`).toThrow(/no language/);
    expect(structuredClone(detail)).toEqual({ key: 'network.empty' });
    expect(textSchema.parse(message('common.named', { name: 'C1', detail }))).toEqual({
      key: 'common.named',
      values: { name: 'C1', detail: { key: 'network.empty' } },
    });
  });

  it('are guarded as well where they arrive from another process', () => {
    const arrived = textSchema.parse(JSON.parse('{"key":"network.empty"}'));
    expect(() => `${arrived}`).toThrow(/no language/);
    expect(sentence(arrived, 'en')).toBe(sentence(message('network.empty'), 'en'));
    expect(JSON.stringify(arrived)).toBe('{"key":"network.empty"}');
  });

  it('leave plain text alone and survive what another version made', () => {
    expect(sentence('My own words', 'pt-BR')).toBe('My own words');
    for (const key of ['layers.unheard-of', 'nothing', 'constructor.name', '__proto__.x', 'layers.toString'])
      expect(sentence({ key }, 'en')).toBe(key);
    expect(sentence({ key: 'layers.output-too-large' }, 'en')).toContain('output');
  });

  it('are what errors tell: English in logs, the language of the person on the screen', () => {
    const error = new TextError(tooLarge);
    expect(error.message).toContain('5,408 numbers');
    setLanguage('pt-BR');
    try {
      expect(explain(error)).toContain('5.408 números');
      expect(explain(new Error('raw'))).toBe('raw');
    } finally {
      setLanguage('en');
    }
  });
});

describe('language', () => {
  it('is found from what systems call it', () => {
    expect(['pt_BR.UTF-8', 'pt-PT', 'pt', 'PT-br'].map((tag) => matchLanguage([tag]))).toEqual(
      Array(4).fill('pt-BR'),
    );
    expect([matchLanguage(['fr', 'en-GB', 'pt']), matchLanguage(['C', 'fr']), matchLanguage([])]).toEqual([
      'en',
      null,
      null,
    ]);
  });

  it('switches texts whose branch was kept before', () => {
    const views = text.views;
    expect(views.filters.title).toBe('Filters');
    setLanguage('pt-BR');
    expect([language(), views.filters.title, Object.keys(views)]).toEqual([
      'pt-BR',
      'Filtros',
      Object.keys(text.views),
    ]);
    setLanguage('en');
    expect(views.filters.title).toBe('Filters');
  });
});
