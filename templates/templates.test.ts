import { readdirSync, readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { generatedFacts } from '../src/datasets/published/registry.ts';
import { setParams } from '../src/document/operations/layers.ts';
import { unpackBlock } from '../src/document/operations/unpack-block.ts';
import { parseDocument } from '../src/document/parse.ts';
import type { ConvasDocument } from '../src/document/schema.ts';
import { serializeDocument } from '../src/document/serialize.ts';
import { analyze, createAnalyzer } from '../src/network/analyze.ts';
import { dataShape } from '../src/network/data-shape.ts';
import type { DataShape } from '../src/network/network.ts';
import { catalogues } from '../src/text/catalogue.ts';
import { languages, setLanguage } from '../src/text/language.ts';
import { TextError } from '../src/text/text-error.ts';
import { builders } from './build/all.ts';
import { templateTexts } from './build/texts.ts';
import { aboutTemplate, localizedText, templates } from './index.ts';

const file = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8');

const data: Readonly<Record<string, DataShape>> = {
  ...Object.fromEntries(generatedFacts.map((facts) => [facts.id, dataShape(facts)])),
  'mnist-10k': { sampleShape: [28, 28, 1], classes: 10 },
  'cifar-10': { sampleShape: [32, 32, 3], classes: 10 },
};

/**
 * Receptive fields before the pooling at the end, from the table of Araujo, Norris and Sim (Distill 2019), in
 * pixels; that pooling then sees the other positions too: 6 or 7 more, 32 pixels apart.
 */
const receptiveFields: Readonly<Record<string, number>> = {
  vgg16: 212 + 6 * 32,
  resnet50: 483 + 6 * 32,
  resnet101: 1027 + 6 * 32,
  resnet152: 1507 + 6 * 32,
  'inception-v3': 1311 + 7 * 32,
  mobilenet: 315 + 6 * 32,
  // By hand: 3, then per unit two 3x3 kernels at strides 1, 2, 4; the first of a halving unit sees the old stride.
  'resnet20-cifar': 1 + 2 + 3 * 4 + (2 + 4) + 2 * 8 + (4 + 8) + 2 * 16 + 7 * 4,
};

function read(text: string) {
  const parsed = parseDocument(text);
  if (!parsed.ok) throw new TextError(parsed.error);
  return parsed;
}

afterEach(() => setLanguage('en'));

describe('templates', () => {
  it('are what their builders make', () => {
    const made = templateTexts();
    const files = readdirSync(new URL('.', import.meta.url)).filter((name) => name.endsWith('.convas'));
    expect([...made.keys()].sort()).toEqual(files.sort());
    for (const [name, text] of made) expect(file(name), `${name}: run node build/templates.mjs`).toBe(text);
    expect(templates.map((template) => `${template.id}.convas`).sort()).toEqual(files.sort());
  });

  for (const template of templates) {
    it(`${template.id} opens, analyzes without a problem, and has the published count`, () => {
      const parsed = parseDocument(template.text);
      if (!parsed.ok) throw new TextError(parsed.error);
      const { document } = parsed;
      expect(parsed.notices).toEqual([]);
      expect(serializeDocument(document)).toBe(file(`${template.id}.convas`));
      expect(document.description.length).toBeGreaterThan(80);
      const { problems, totals, layers } = analyze(document, data[document.data?.dataset ?? ''] ?? null);
      expect(problems).toEqual([]);
      if (template.published) {
        const { params, counts } = template.published;
        expect(counts === 'all' ? totals.params : totals.trainableParams).toBe(params);
      }
      if (template.id === 'lenet-5-1998') expect(totals.connections).toBe(340_908);
      const field = receptiveFields[template.id];
      if (field !== undefined) expect(layers.at(-1)!.receptiveField!.size).toEqual([field, field]);
      for (const { position } of document.layers)
        expect([position.x % 8, position.y % 8].map(Math.abs)).toEqual([0, 0]);
    });
  }

  it('are told of in every language, in their files too, and stay the same networks', () => {
    for (const to of languages.filter((each) => each !== 'en')) {
      setLanguage(to);
      for (const template of templates) {
        const own = catalogues[to].templates[template.id];
        const { document } = read(template.text);
        const { document: detail, notices } = read(localizedText(template));
        expect(notices, template.id).toEqual([]);
        expect(aboutTemplate(template).summary, template.id).toBe(own.summary);
        expect([detail.name, detail.description]).toEqual([own.title, own.contents?.description]);
        expect(detail.notes.map(({ text }) => text)).toEqual(own.contents?.notes ?? []);
        expect(detail.layers).toEqual(document.layers);
        const names = document.blocks.map(({ name }) => name);
        expect(Object.keys(own.contents?.blocks ?? {}).sort(), template.id).toEqual(
          [...new Set(names)].sort(),
        );
        for (const [at, { name, description, ...block }] of detail.blocks.entries()) {
          expect({ name, description }).toEqual(own.contents?.blocks?.[names[at]!]);
          expect(document.blocks[at]).toMatchObject(block);
        }
      }
    }
    setLanguage('en');
    for (const template of templates) expect(localizedText(template)).toBe(template.text);
  });

  it('an edit in the middle of ResNet-152 is worked out where it reaches, and nowhere else', () => {
    const whole = unfolded(builders['resnet152']!());
    expect(whole.layers).toHaveLength(517);
    const run = createAnalyzer();
    const before = run(whole, null);
    const middle = before.layers.slice(258).find((layer) => layer.kind === 'conv2d')!;
    const after = run(setParams(whole, middle.id, { useBias: false }), null);
    const anew = after.layers.filter((layer, index) => layer !== before.layers[index]);
    expect(anew.map((layer) => layer.id)).toEqual([middle.id]);
    expect(after.totals.params).toBe(before.totals.params - middle.outputShape!.at(-1)!);
  });
});

/** The document with every block replaced by its layers. */
function unfolded(document: ConvasDocument): ConvasDocument {
  const instance = document.layers.find((layer) => layer.block);
  return instance ? unfolded(unpackBlock(document, instance.id)!.document) : document;
}
