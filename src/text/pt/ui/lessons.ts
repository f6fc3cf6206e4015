import type { Catalogue, Translated } from '../../structure.ts';
import { counted } from '../words.ts';

export const lessons: Translated<Catalogue['ui']['lessons']> = {
  list: 'Lições',
  all: 'Todas as lições',
  restart: 'Recomeçar esta lição',
  minutes: (minutes) => counted(minutes, 'minuto'),
  beginsWith: (template) => `Esta lição começa com ${template}.`,
  openTemplate: (template) => `Abrir ${template}`,
  kinds: { predict: 'Preveja', run: 'Execute', look: 'Observe', change: 'Mude', build: 'Monte' },
  checks: 'Verificações deste passo',
  done: 'Feito',
  open: 'Em aberto',
  right: 'Certo.',
  wrong: 'Ainda não: tente de novo.',
  back: 'Voltar',
  next: 'Avançar',
  skip: 'Pular',
  finish: 'Concluir',
  step: (at, of) => `Passo ${at} de ${of}`,
  loading: 'Carregando as lições…',
};
