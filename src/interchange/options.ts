import { z } from 'zod';

/** Of a format that leaves nothing to choose. */
export const noOptions = z.strictObject({});
