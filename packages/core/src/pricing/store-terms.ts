import * as z from 'zod'
import { Cents, countryName, cutText, type FieldError, line, Problem, readCountry } from '../platform/index.ts'

/** Every country that `shippingFor` may be asked for when this is the rest of the world. */
export const restOfTheWorld = '*'

const ShippingCountry = z.string().transform((typed, context) => {
  if (typed.trim() === restOfTheWorld) return restOfTheWorld
  const country = readCountry(typed)
  if (country !== undefined) return country
  context.issues.push({
    code: 'custom',
    input: typed,
    message: `“${cutText(typed.trim(), 40)}” isn’t a two-letter country code like US, or * for the rest of the world`,
  })
  return z.NEVER
})

/** Where copies on paper go for one flat rate an order. */
export const ShippingRegion = z.strictObject({
  region: z
    .string()
    .max(40)
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'Use lowercase letters, digits, and single hyphens, like north-america'),
  title: line(80),
  /** ISO 3166-1 alpha-2; `*` is every country that no other region names. */
  countries: z.array(ShippingCountry).min(1).max(250),
  /** For a whole order, however much is in it. */
  priceCents: Cents,
})
export type ShippingRegion = z.infer<typeof ShippingRegion>

/** Terms for every order in the store. */
export const StoreTerms = z.strictObject({
  shipping: z.array(ShippingRegion).max(40).default([]),
  /** Whether the payment provider works out sales tax and adds it. */
  salesTax: z.boolean().default(false),
})
export type StoreTerms = z.infer<typeof StoreTerms>

/** Until an admin says otherwise nothing is shipped, and no tax is added. */
export const defaultStoreTerms: StoreTerms = { shipping: [], salesTax: false }

/**
 * The region that an order to a country ships by: the one that names it, else the rest of the world, else none: then
 * nothing on paper is sent there.
 */
export const shippingFor = (terms: Pick<StoreTerms, 'shipping'>, country: string): ShippingRegion | undefined => {
  const code = readCountry(country)
  if (code === undefined) return undefined
  const naming = (one: string) => terms.shipping.find(({ countries }) => countries.includes(one))
  return naming(code) ?? naming(restOfTheWorld)
}

/** Refuses terms by which a country would have two rates. @throws Problem invalid `pricing.terms-contradict` */
export const checkStoreTerms = (terms: StoreTerms): StoreTerms => {
  const errors: FieldError[] = []
  const regions = new Set<string>()
  const owners = new Map<string, string>()
  terms.shipping.forEach(({ region, title, countries }, index) => {
    if (regions.has(region)) {
      errors.push({ path: `shipping.${index}.region`, message: 'Another region already uses this short name' })
    }
    regions.add(region)
    for (const country of countries) {
      const owner = owners.get(country)
      if (owner !== undefined) {
        const name = country === restOfTheWorld ? 'The rest of the world' : countryName(country)
        errors.push({ path: `shipping.${index}.countries`, message: `${name} is already in “${owner}”` })
      }
      owners.set(country, title)
    }
  })
  if (errors.length > 0) {
    const code = 'pricing.terms-contradict'
    throw new Problem('invalid', code, errors[0]?.message ?? '', { errors })
  }
  return terms
}
