import type { ExportFormat } from './format.ts';
import { tfjs } from './tfjs/export.ts';

/** The formats, in the order they are offered. */
export const exportFormats: readonly ExportFormat[] = [tfjs];

export const exportFormatOf = (id: string): ExportFormat | undefined =>
  exportFormats.find((format) => format.id === id);
