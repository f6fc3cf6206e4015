/** Markdown as text, which Vite's plugin loads. */
declare module '*.md' {
  const text: string;
  export default text;
}
