import type { Option } from '../../components/select.tsx'

const listed = (text: string): Option[] =>
  text.split(', ').map((one) => ({ value: one.slice(0, one.indexOf(' ')), label: one.slice(one.indexOf(' ') + 1) }))

/**
 * The states or provinces of countries where parcels name one by its letters (USPS Publication 28, Canada Post, and Australia
 * Post), by country. Elsewhere they're typed.
 */
const regions: Readonly<Record<string, Option[]>> = {
  US: listed(
    'AL Alabama, AK Alaska, AZ Arizona, AR Arkansas, CA California, CO Colorado, CT Connecticut, DE Delaware, DC District of Columbia, FL Florida, GA Georgia, HI Hawaii, ID Idaho, IL Illinois, IN Indiana, IA Iowa, KS Kansas, KY Kentucky, LA Louisiana, ME Maine, MD Maryland, MA Massachusetts, MI Michigan, MN Minnesota, MS Mississippi, MO Missouri, MT Montana, NE Nebraska, NV Nevada, NH New Hampshire, NJ New Jersey, NM New Mexico, NY New York, NC North Carolina, ND North Dakota, OH Ohio, OK Oklahoma, OR Oregon, PA Pennsylvania, RI Rhode Island, SC South Carolina, SD South Dakota, TN Tennessee, TX Texas, UT Utah, VT Vermont, VA Virginia, WA Washington, WV West Virginia, WI Wisconsin, WY Wyoming, AA Armed Forces Americas, AE Armed Forces Europe, AP Armed Forces Pacific',
  ),
  CA: listed(
    'AB Alberta, BC British Columbia, MB Manitoba, NB New Brunswick, NL Newfoundland and Labrador, NS Nova Scotia, NT Northwest Territories, NU Nunavut, ON Ontario, PE Prince Edward Island, QC Quebec, SK Saskatchewan, YT Yukon',
  ),
  AU: listed(
    'ACT Australian Capital Territory, NSW New South Wales, NT Northern Territory, QLD Queensland, SA South Australia, TAS Tasmania, VIC Victoria, WA Western Australia',
  ),
}

/** The states or provinces to choose from; nothing where they're typed. */
export const regionsOf = (country: string): readonly Option[] | undefined => regions[country]

/** What was typed or chosen as the letters to choose from: "california" is CA. What isn't among them stays as it is. */
export const readRegion = (country: string, typed: string): string => {
  const same = typed.trim().toLowerCase()
  const found = regionsOf(country)?.find(({ value, label }) => [value, label].some((one) => one.toLowerCase() === same))
  return found?.value ?? typed
}
