/** Options that say which columns are what an example comes with, and which one is text. */
export const tableOptions = ['numbers', 'labels', 'text', 'table'] as const;
