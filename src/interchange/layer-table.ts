import { formatShape } from '../layers/shape.ts';
import { analyze } from '../network/analyze.ts';
import type { Language } from '../text/catalogue.ts';
import { inLanguage } from '../text/language.ts';
import { type Message, message, sentence } from '../text/message.ts';
import type { NetworkSource } from './sources.ts';

/** One layer of a network, as papers list them. */
export interface LayerRow {
  readonly name: string;
  readonly kind: string;
  /** "6 @ 5×5, tanh" */
  readonly settings: string;
  readonly output: string;
  readonly params: number;
  readonly macs: number;
  /** "14 × 14"; empty where there is none. */
  readonly field: string;
}

export interface LayerTable {
  readonly title: string;
  /** What the columns are called, in the order of a row's members. */
  readonly columns: readonly string[];
  readonly rows: readonly LayerRow[];
  readonly total: { readonly name: string; readonly params: number; readonly macs: number };
}

/** A network's layers with what they cost, in the source's language. */
export function layerTable({ name, document, network, language }: NetworkSource): LayerTable {
  const { layers } = analyze(document, null);
  const byId = new Map(layers.map((layer) => [layer.id, layer]));
  const localized = (detail: Message): string => sentence(detail, language);
  const rows = inLanguage(language, () =>
    network.layers.map(({ id, name: own, kind, params, inputs, outputShape }): LayerRow => {
      const analysis = byId.get(id);
      return {
        name: own,
        kind: kind.title,
        // An input's settings are its shape, which is there anyway.
        settings: inputs.length === 0 ? '' : kind.summary(params),
        output: formatShape(outputShape),
        params: analysis?.params ?? 0,
        macs: analysis?.macs ?? 0,
        field: analysis?.receptiveField?.size.join(' × ') ?? '',
      };
    }),
  );
  const sum = (of: 'params' | 'macs'): number => rows.reduce((total, row) => total + row[of], 0);
  return {
    title: name,
    columns: (['name', 'kind', 'settings', 'output', 'params', 'macs', 'field'] as const).map((column) =>
      localized(message(`tables.${column}`)),
    ),
    rows,
    total: { name: localized(message('tables.total')), params: sum('params'), macs: sum('macs') },
  };
}

/** A count as the language groups it. */
export const grouped = (value: number, language: Language): string =>
  new Intl.NumberFormat(language).format(value);
