import { useEffect, useState } from 'react';
import { parseDocument } from '../../../src/document/parse.ts';
import { analyze } from '../../../src/network/analyze.ts';
import type { Analysis, Totals } from '../../../src/network/network.ts';
import { message } from '../../../src/text/message.ts';
import { TextError } from '../../../src/text/text-error.ts';
import type { Template } from '../../../templates/index.ts';
import { type MeasuredMemory, measuredMemory } from '../../../templates/measured.ts';

/** What is known of a template once it has been analyzed here. */
export interface Counted {
  readonly analysis: Analysis;
  /** The number that was published, counted here: of all parameters, or of those that learn. */
  readonly params: number;
  /** Whether the count is the published one; null where none was published. */
  readonly asPublished: boolean | null;
  readonly memory: TemplateMemory;
}

/** What training takes. */
export interface TemplateMemory {
  /** What it took when it was tried; null where it was not. */
  readonly measured: MeasuredMemory | null;
  /** The forecast with the template's own batch, as beside the canvas. */
  readonly own: { readonly bytes: number; readonly batchSize: number };
  /** More than most machines have. */
  readonly large: boolean;
}

/** Bytes of memory that a usual machine has. */
const usualMemory = 8e9;

/** What training a template takes. */
export function memoryOf(id: string, batchSize: number, { trainingBytes }: Totals): TemplateMemory {
  const own = { bytes: trainingBytes, batchSize };
  return { measured: measuredMemory(id), own, large: trainingBytes > usualMemory };
}

const countedTemplates = new Map<string, Counted>();

/** Reads and counts a template. A file that cannot be read is a fault of the build. */
export function countTemplate(template: Template): Counted {
  const before = countedTemplates.get(template.id);
  if (before) return before;
  const parsed = parseDocument(template.text);
  if (!parsed.ok) throw new TextError(message('common.named', { name: template.id, detail: parsed.error }));
  const analysis = analyze(parsed.document, null);
  const { published } = template;
  const { params, trainableParams } = analysis.totals;
  const number = published?.counts === 'trainable' ? trainableParams : params;
  const counted = {
    analysis,
    params: number,
    asPublished: published === null ? null : number === published.params,
    memory: memoryOf(template.id, parsed.document.training.batchSize, analysis.totals),
  };
  countedTemplates.set(template.id, counted);
  return counted;
}

const waiting: (() => void)[] = [];
let working = false;

/** One after the other, with a breath between: the gallery is on the screen and answers meanwhile. */
function later(work: () => void): () => void {
  waiting.push(work);
  const next = (): void => {
    const first = waiting.shift();
    working = first !== undefined;
    first?.();
    if (first) setTimeout(next, 0);
  };
  if (!working) {
    working = true;
    setTimeout(next, 0);
  }
  return () => {
    const at = waiting.indexOf(work);
    if (at >= 0) waiting.splice(at, 1);
  };
}

/** What is known of a template; null until its turn to be counted has come. */
export function useCounted(template: Template): Counted | null {
  const [counted, setCounted] = useState(() => countedTemplates.get(template.id) ?? null);
  useEffect(
    () => (counted === null ? later(() => setCounted(countTemplate(template))) : undefined),
    [counted, template],
  );
  return counted;
}
