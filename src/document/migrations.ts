/** One step from a version to the next, on plain JSON: it must not lean on today's schema. */
export interface Migration {
  /** The version it leads to; from the one before. */
  readonly to: number;
  /** What changed, for a reader: `blocks`. */
  readonly name: string;
  /** Pure; may assume a document that the older version would have read. */
  up(document: Record<string, unknown>): Record<string, unknown>;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * One of two ways to fit and one of four ranges become ordered steps. Resizing mixed values that had been brought into
 * their range; padding filled with the byte 0 first. A value that was never allowed becomes a step that is none, to be
 * refused where steps are checked.
 */
function stepsOfFitAndScaling(document: Record<string, unknown>): Record<string, unknown> {
  const { data } = document;
  if (!isRecord(data)) return document;
  const { fit = 'pad', scaling = 'zero-one', ...rest } = data;
  // Steps that came later were no way to fit.
  const size = { step: fit === 'pad' || fit === 'resize' ? fit : `fit ${fit}`, params: {} };
  const values = scaling === 'none' ? [] : [{ step: 'rescale', params: { range: scaling } }];
  const preprocessing = fit === 'resize' ? [...values, size] : [size, ...values];
  return { ...document, data: { ...rest, preprocessing } };
}

/** Every step since version 1, in order. */
export const migrations: readonly Migration[] = [
  { to: 2, name: 'blocks', up: (document) => ({ ...document, blocks: [] }) },
  // Schedules, clipping, decay, layers' own settings and the rest have defaults: nothing to add.
  { to: 3, name: 'training-control', up: (document) => document },
  // Layers may be bypassed; none was.
  { to: 4, name: 'bypass', up: (document) => document },
  { to: 5, name: 'preprocessing', up: stepsOfFitAndScaling },
  // Layers may be pretrained as Boltzmann machines; all were autoencoders.
  { to: 6, name: 'pretraining-method', up: (document) => document },
  // Layers may be marked as variable for a search; none was.
  { to: 7, name: 'search-space', up: (document) => document },
];

/** Throws where the steps do not lead, one by one, from version 1 to `current`. */
export function checkMigrations(steps: readonly Migration[], current: number): void {
  steps.forEach((step, index) => {
    if (step.to !== index + 2)
      throw new Error(`migration "${step.name}" leads to version ${step.to}, expected ${index + 2}`);
  });
  if (steps.length !== current - 1)
    throw new Error(`${steps.length} migrations for version ${current}, expected ${current - 1}`);
  const names = new Set(steps.map((step) => step.name));
  if (names.size !== steps.length) throw new Error('two migrations have the same name');
}

/** Brings a document from `version` up through the steps after it, and sets its version. */
export function migrate(
  document: Record<string, unknown>,
  version: number,
  steps: readonly Migration[] = migrations,
): Record<string, unknown> {
  return steps
    .filter((step) => step.to > version)
    .reduce((older, step) => ({ ...step.up(older), version: step.to }), document);
}
