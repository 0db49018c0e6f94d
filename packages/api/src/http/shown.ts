import * as z from 'zod'

const take = (schema: z.core.$ZodType, value: unknown): unknown => {
  if (value === undefined || value === null) return value
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) return take(schema.unwrap(), value)
  if (schema instanceof z.ZodArray) return (value as unknown[]).map((one) => take(schema.element, one))
  if (!(schema instanceof z.ZodObject)) return value
  const known = value as Record<string, unknown>
  return Object.fromEntries(Object.entries(schema.shape).map(([name, field]) => [name, take(field, known[name])]))
}

/**
 * What a view declares of a thing, and nothing else of it: fields that it doesn't name stay ours to know, also in the objects and
 * lists inside.
 */
export const shown = <S extends z.ZodObject>(view: S, thing: z.infer<S>): z.infer<S> => take(view, thing) as z.infer<S>
