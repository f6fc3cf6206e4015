/** A document imported as text; `parseDocument` reads it as it reads any file. */
declare module '*.convas' {
  const text: string;
  export default text;
}
