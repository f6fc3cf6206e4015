/** A Vite plugin (for the app and for Vitest): `import text from './x.convas'` gives the file's text; so for `.md`. */
export const convasText = {
  name: 'convas-text',
  transform(code: string, id: string) {
    if (!/\.(convas|md)$/.test(id)) return null;
    return { code: `export default ${JSON.stringify(code)};`, map: null, moduleType: 'js' as const };
  },
};
