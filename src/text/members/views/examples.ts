/** The splits of data that a view can look at. */
export const splitNames = {
  en: { test: 'Test set', train: 'Training set' },
  pt: { test: 'Conjunto de teste', train: 'Conjunto de treino' },
} as const;

/** Which examples a view looks at, and how many. @param en, pt what it does with the split, as a sentence */
export const examplesTexts = (en: string, pt: string) => ({
  en: {
    split: { title: 'Examples of', description: en, options: splitNames.en },
    examples: { title: 'Examples', description: 'How many, spread evenly over the data.' },
  },
  pt: {
    split: { title: 'Exemplos de', description: pt, options: splitNames.pt },
    examples: { title: 'Exemplos', description: 'Quantos, espalhados por igual pelos dados.' },
  },
});
