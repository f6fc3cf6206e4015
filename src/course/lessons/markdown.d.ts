/** A lesson imported as text, for `parseLesson`. */
declare module '*.md' {
  const text: string;
  export default text;
}
