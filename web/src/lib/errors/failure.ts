import { z } from 'zod';

const Frame = z.strictObject({
  /** A file of ours: other scripts' names may hold anything. */
  file: z.string().regex(/^\/(_next\/static|serwist)\/[\w./~-]{1,200}$/),
  name: z.string().regex(/^[\w$.<> ]{1,100}$/),
  line: z.int().min(0),
  column: z.int().min(0),
});

/** What may be said of a failure: its kind, places in our own files, and the page without what stands behind it. */
export const Failure = z.strictObject({
  type: z.string().regex(/^\w{1,60}$/),
  page: z.string().regex(/^\/[a-z/-]{0,60}$/),
  frames: z.array(Frame).max(30),
});
export type Failure = z.infer<typeof Failure>;
