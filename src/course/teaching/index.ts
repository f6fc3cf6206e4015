import type { Language } from '../../text/catalogue.ts';
import teachersEn from './teachers.en.md';
import teachersPt from './teachers.pt-BR.md';

/** The page for teachers: coverage, order, timing, installation, privacy. Markdown. */
export const teachersPage: Readonly<Record<Language, string>> = { en: teachersEn, 'pt-BR': teachersPt };
