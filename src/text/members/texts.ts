/** A member that is taught: its title, and a paragraph for a student. */
export interface Lesson {
  readonly title: string;
  readonly lesson: string;
}

/** What has a title, and another form of it within a sentence. */
export interface Named {
  readonly title: string;
  readonly name: string;
}
