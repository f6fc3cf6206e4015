import type { z } from 'zod';
import type { CheckKind } from '../check.ts';
import { accuracy } from './accuracy.ts';
import { dataset } from './dataset.ts';
import { field } from './field.ts';
import { gap } from './gap.ts';
import { layers } from './layers.ts';
import { loss } from './loss.ts';
import { parameter } from './parameter.ts';
import { setting } from './setting.ts';
import { shape } from './shape.ts';
import { size } from './size.ts';
import { trained } from './trained.ts';
import { weights } from './weights.ts';

/** Every kind of check that a lesson can use. */
// biome-ignore format: one line per kind
export const checkKinds = [
  weights, size, shape, field, layers, parameter, setting, dataset, trained, accuracy, gap, loss,
] as unknown as readonly CheckKind<z.ZodObject>[];

export const checkKindOf = (id: string): CheckKind | undefined => checkKinds.find((kind) => kind.id === id);
