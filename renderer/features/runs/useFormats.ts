import type { FormatSummary } from '../../../src/protocol/export.ts';
import type { Catalogue } from '../../../src/text/structure.ts';
import { useCall } from '../../stores/engine/useCall.ts';

/** A format with a title and help in the catalogue, which every one of this version has. */
export type FormatId = keyof Catalogue['formats'];

const noParams = {};

/** The formats that are made from one of these and that the engine has; none while it is not known. */
export function useFormats(...sources: readonly FormatSummary['source'][]): readonly FormatSummary[] {
  const { value } = useCall('export.formats', noParams);
  return value?.formats.filter(({ source }) => sources.includes(source)) ?? [];
}
