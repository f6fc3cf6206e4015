import { titleOf } from '../../describe.ts';
import { parameters } from '../../members/parameters.ts';
import { settings } from '../../members/settings.ts';
import type { Catalogue, Translated } from '../../structure.ts';
import { shortTitle, writerOf } from '../../written.ts';
import { decimal } from '../words.ts';

const write = writerOf({ decimal }, { yes: 'sim', no: 'não', none: 'nenhum' });

const short: Readonly<Record<string, string>> = {
  learningRate: 'taxa',
  batchSize: 'lote',
  kernelSize: 'núcleo',
  poolSize: 'pool',
};

function name(part: string): string {
  const known = Object.hasOwn(settings, part)
    ? settings[part as keyof typeof settings]['pt-BR'].name
    : undefined;
  const field = Object.hasOwn(parameters, part)
    ? parameters[part as keyof typeof parameters]['pt-BR'].title
    : undefined;
  return short[part] ?? known ?? (field ?? titleOf(part)).toLowerCase();
}

export const compare: Translated<Catalogue['messages']['compare']> = {
  value: ({ value }) => write(value),
  title: ({ path }) => shortTitle(path, name),
  setting: ({ path, value, layer = '' }) =>
    [layer, shortTitle(path, name), write(value)].filter(Boolean).join(' '),
  list: ({ items }) => items.join(', '),
  bypassed: ({ layer }) => `${layer} ignorada`,
  wiring: ({ sort }) => `conexões ${sort}`,
  inside: ({ block, sort }) => `interior de ${block} ${sort}`,
};
