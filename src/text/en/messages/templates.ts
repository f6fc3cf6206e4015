/** Where a published parameter count comes from. */
export const templates = {
  'course-table': 'course table',
  'option-a': ({ paper }: { paper: string }) => `${paper}, option A`,
};
