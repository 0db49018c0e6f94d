import * as z from 'zod'
import { line, lineOrNothing, readCountry } from '../platform/index.ts'

const part = line(100)

/** Where a parcel goes. The country is ISO 3166-1's two letters; what a region and a postal code look like is its affair. */
export const Address = z.strictObject({
  name: part,
  line1: part,
  line2: lineOrNothing(100).optional(),
  city: part,
  region: lineOrNothing(100).optional(),
  postalCode: lineOrNothing(20).optional(),
  country: z.string().transform((typed, context) => {
    const country = readCountry(typed)
    if (country !== undefined) return country
    context.issues.push({ code: 'custom', input: typed, message: 'Enter a two-letter country code, like US' })
    return z.NEVER
  }),
})
export type Address = z.infer<typeof Address>

/** What a parcel does not arrive without, by what people call it there. */
type Needs = { region?: string; postalCode: string }

const alike = (countries: string, needed: Needs): Record<string, Needs> =>
  Object.fromEntries(countries.split(' ').map((country) => [country, needed]))

/**
 * Countries where a parcel needs these (Universal Postal Union, "Addressing solutions"). Territories of the United States have
 * a ZIP code and are their own state.
 */
const needs: Readonly<Record<string, Needs>> = {
  ...alike(
    'AT BE BR CH CN CZ DE DK EE ES FI FO FR GL GR HR HU IT JP KR LI LT LU LV MC MX NL NO PL PT RO SE SG SI SK SM TH TR TW UA VA',
    { postalCode: 'Postal code' },
  ),
  ...alike('GB GG IM JE NZ ZA', { postalCode: 'Postcode' }),
  ...alike('PR GU VI AS MP', { postalCode: 'ZIP code' }),
  US: { region: 'State', postalCode: 'ZIP code' },
  CA: { region: 'Province', postalCode: 'Postal code' },
  AU: { region: 'State or territory', postalCode: 'Postcode' },
}

/** What an address in a country must have beside street and city, by the names it has there; nothing where none is needed. */
export const addressNeeds = (country: string): Needs | undefined => needs[country]

/** What is missing from an address for a parcel to arrive, by field. */
export const addressGaps = (
  address: Pick<Address, 'region' | 'postalCode' | 'country'>,
): { path: 'region' | 'postalCode'; message: string }[] => {
  const needed = addressNeeds(address.country)
  const gap = (path: 'region' | 'postalCode') => {
    const name = needed?.[path]
    return name && !address[path]?.trim()
      ? [{ path, message: `Enter the ${name.replace(/^(?!ZIP)./, (first) => first.toLowerCase())}` }]
      : []
  }
  return [...gap('region'), ...gap('postalCode')]
}

/** Where a new order's parcel goes. Orders from before the rule keep what they have, so only requests are held to it. */
export const ParcelAddress = Address.superRefine((address, context) => {
  for (const { path, message } of addressGaps(address)) {
    context.addIssue({ code: 'custom', input: address[path], path: [path], message })
  }
})

/** Who to name on the invoice besides the buyer. */
export const Billing = z.strictObject({
  company: lineOrNothing(120).optional(),
  purchaseOrder: lineOrNothing(60).optional(),
})
export type Billing = z.infer<typeof Billing>
