import * as z from 'zod'

/** What names an event, a title, a course, or a sale in an address. */
export const SlugParam = z.object({ slug: z.string().max(80) })

/** What names a recording, an assignment, an office hour, … of an event. */
export const SlugAndId = SlugParam.extend({ id: z.string().max(60) })

/** The names in an address, unless its endpoint declares `params`. */
export type UsualParams<Path extends string> = Path extends `${string}{slug}${string}{id}${string}`
  ? z.infer<typeof SlugAndId>
  : Path extends `${string}{slug}${string}`
    ? z.infer<typeof SlugParam>
    : undefined

export const usualParams = (path: string): z.ZodType | undefined => {
  if (!path.includes('{slug}')) return undefined
  return path.includes('{id}') ? SlugAndId : SlugParam
}

/** For acts that need no body: none, or an empty one. */
export const noBody = { body: z.strictObject({}), bodyOptional: true } as const
