import type { Translated } from '../../translated.ts';
import type { Bilingual } from '../members.ts';

/**
 * A command's texts in both languages: `description`, `arguments`, `options`, `after` for its help, and whatever it
 * prints. An argument or an option that takes a value starts with the value's name: `<folder> where to write`.
 */
export const command = <T extends { readonly description: string }>(
  en: T,
  pt: Translated<T>,
): { readonly en: T; readonly 'pt-BR': Translated<T> } & Bilingual<unknown> => ({ en, 'pt-BR': pt });

/** Arguments and options that several commands have. */
export const shared = {
  en: {
    document: "<document> a template's ID or a .convas file",
    run: "<run> a run's ID",
    dataset: "<dataset> a dataset's ID or a path",
    backend: '<backend> what computes',
  },
  pt: {
    document: '<documento> o ID de uma arquitetura pronta ou um arquivo .convas',
    run: '<execução> o ID de uma execução',
    dataset: '<dados> o ID de um conjunto de dados ou um caminho',
    backend: '<backend> o que faz os cálculos',
  },
};
