import * as z from 'zod'

/** A version of a title that has just become available in a format; `first` where the format had no file before. */
export const Release = z.object({
  product: z.string(),
  format: z.string(),
  edition: z.string().optional(),
  first: z.literal(true).optional(),
  again: z.literal(true).optional(),
})
export type Release = z.infer<typeof Release>
