import { createGenerator, type Generator } from '../../engine/random/generator.ts';
import { topicDocuments as info } from '../published/topic-documents.ts';
import { bytesOf, type GeneratedDataset } from './generated.ts';

const list = (words: string): readonly string[] => words.split(' ');

/** Words of any document. */
const common = list(
  'also after before between during early end first group high increase large last later level long main month most ' +
    'new next number official part people plan point report result say second several since small time total year ' +
    'week while world',
);

/** Of each topic, in the order of the classes, the words that it has and no other. */
const topics: readonly (readonly string[])[] = [
  'bank bond broker capital currency debt dividend equity exchange fund interest investor loan market profit share stock trader treasury yield',
  'barrel coal drilling electricity fuel gas grid mine nuclear oil petrol pipeline plant power reactor refinery solar turbine uranium well',
  'appeal attorney bail convict court crime defendant evidence guilty judge jury lawsuit lawyer prison prosecutor sentence testimony trial verdict witness',
  'ballot cabinet campaign candidate coalition congress democracy election governor majority mayor minister opposition parliament party poll president reform senate vote',
  'ball champion coach cup defeat final goal injury league match medal player race referee score season stadium team tournament victory',
  'cancer clinic diagnosis disease doctor dose drug epidemic fever hospital infection nurse patient pill surgery symptom therapy treatment vaccine virus',
  'blizzard cloud cyclone drought flood fog forecast frost hail heat humidity hurricane lightning rain rainfall snow storm temperature thunder wind',
  'astronomer atom biology cell chemistry comet experiment fossil galaxy gene laboratory laser microscope molecule orbit physics planet researcher satellite telescope',
].map(list);

/** The words that are distinguished, in the order of the columns. */
export const documentWords: readonly string[] = [...common, ...topics.flat()];
const columns = new Map(documentWords.map((word, at) => [word, at]));

/** Shares of a document's words: of its own topic, and of another that it touches; the others are common. */
const [own, touched] = [0.4, 0.12];
const [shortest, longest] = [25, 70];

/** The words of a document, in order: of a topic some words are much more frequent than others (Zipf 1949). */
function documentOf(draw: Generator, topic: number): string[] {
  const frequent = (words: readonly string[]): string =>
    words[Math.floor(words.length * draw.uniform() ** 1.5)]!;
  const other = (topic + 1 + draw.below(topics.length - 1)) % topics.length;
  return Array.from({ length: shortest + draw.below(longest - shortest + 1) }, () => {
    const share = draw.uniform();
    return frequent(share < own ? topics[topic]! : share < own + touched ? topics[other]! : common);
  });
}

export const topicDocuments: GeneratedDataset = {
  info,
  generate(part, count) {
    const draw = createGenerator(2006, `topic-documents/${part}`);
    const labels = Uint8Array.from({ length: count }, () => draw.below(topics.length));
    const width = documentWords.length;
    const occurs = new Float32Array(count * width);
    labels.forEach((label, at) => {
      for (const word of documentOf(draw, label)) occurs[at * width + columns.get(word)!] = 1;
    });
    return { count, shape: [width], dtype: 'float32', images: bytesOf(occurs), labels };
  },
};
