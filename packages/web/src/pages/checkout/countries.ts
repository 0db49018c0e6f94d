import { countryName, readCountry } from '@lectern/core/platform'
import { restOfTheWorld, type StoreTerms, shippingFor } from '@lectern/core/pricing'
import type { Option } from '../../components/select.tsx'

const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
/** Codes that have a name and are no country: unions, the open sea, and scripts for tests. */
const noCountries = new Set(['EU', 'EZ', 'UN', 'QO', 'XA', 'XB', 'ZZ'])

const collator = new Intl.Collator('en')

/** Every country by its English name. */
const listCountries = (): Option[] =>
  letters
    .flatMap((first) => letters.map((second) => `${first}${second}`))
    .filter((code) => !noCountries.has(code) && readCountry(code) === code)
    .map((value) => ({ value, label: countryName(value) }))
    .sort((a, b) => collator.compare(a.label, b.label))

let known: Option[] | undefined

/** Worked out when first asked for: most pages need no countries. */
const countries = (): Option[] => {
  known ??= listCountries()
  return known
}

/** Countries to choose from: all alike where copies go everywhere, else those that they go to first. */
export const countryOptions = (terms: StoreTerms): Option[] | { group: string; options: Option[] }[] => {
  const all = countries()
  if (terms.shipping.some((region) => region.countries.includes(restOfTheWorld))) return all
  const served = all.filter(({ value }) => shippingFor(terms, value))
  const others = all.filter((option) => !served.includes(option))
  return served.length === 0
    ? all
    : [
        { group: 'We send copies to', options: served },
        { group: 'Elsewhere', options: others },
      ]
}

/** The one country that copies go to, where there is but one. */
export const onlyCountry = (terms: StoreTerms | undefined): string | undefined => {
  const codes = (terms?.shipping ?? []).flatMap((region) => region.countries)
  return codes.length === 1 && codes[0] !== restOfTheWorld ? codes[0] : undefined
}

/** Why nothing can be sent to a country, if that is so. */
export const noShippingWords = (terms: StoreTerms, country: string): string | undefined => {
  if (terms.shipping.length === 0) return 'We send no copies by post at the moment. Electronic formats go everywhere.'
  if (country === '' || shippingFor(terms, country)) return undefined
  return `We do not send copies to ${countryName(country)} yet. Electronic formats go everywhere.`
}
