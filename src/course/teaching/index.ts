import type { Language } from '../../text/catalogue.ts';
import english from './teachers.en.md';
import portuguese from './teachers.pt-BR.md';

const pages: Readonly<Partial<Record<Language, string>>> = { en: english, 'pt-BR': portuguese };

/** The page for teachers: coverage, order, timing, installation, privacy. Markdown; English where it is not translated. */
export const teachersPage = (language: Language): string => pages[language] ?? english;
