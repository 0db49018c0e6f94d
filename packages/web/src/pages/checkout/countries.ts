import { countryName, readCountry } from '@lectern/core/platform'
import { restOfTheWorld, type StoreTerms, shippingFor } from '@lectern/core/pricing'
import type { Option } from '../../components/select.tsx'

const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
const collator = new Intl.Collator('en')

/** Every country by its English name. */
const listCountries = (): Option[] =>
  letters
    .flatMap((first) => letters.map((second) => `${first}${second}`))
    .filter((code) => readCountry(code) === code)
    .map((value) => ({ value, label: countryName(value) }))
    .sort((a, b) => collator.compare(a.label, b.label))

let known: Option[] | undefined

/** Worked out when first asked for: most pages need no countries. */
const countries = (): Option[] => {
  known ??= listCountries()
  return known
}

/** Some countries on top, in their order, and the others as they were. */
const withFirst = (options: readonly Option[], first: readonly string[]): { top: Option[]; rest: Option[] } => {
  const top = first.flatMap((code) => options.find(({ value }) => value === code) ?? [])
  return { top, rest: options.filter((option) => !top.includes(option)) }
}

/**
 * Countries to choose from: the organizer's first. Where copies do not go everywhere, those that they go to are a group.
 * @param first  the organizer's countries
 */
export const countryOptions = (terms: StoreTerms, first: readonly string[]): { group: string; options: Option[] }[] => {
  const all = countries()
  const everywhere = terms.shipping.some((region) => region.countries.includes(restOfTheWorld))
  const served = everywhere ? [] : all.filter(({ value }) => shippingFor(terms, value))
  if (served.length > 0) {
    const { top, rest } = withFirst(served, first)
    return [
      { group: 'We ship to', options: [...top, ...rest] },
      { group: 'Elsewhere', options: all.filter((option) => !served.includes(option)) },
    ]
  }
  const { top, rest } = withFirst(all, first)
  return [
    { group: 'Most orders', options: top },
    { group: 'All countries', options: rest },
  ]
}

/** The one country that copies go to, where there is but one. */
export const onlyCountry = (terms: StoreTerms | undefined): string | undefined => {
  const codes = (terms?.shipping ?? []).flatMap((region) => region.countries)
  return codes.length === 1 && codes[0] !== restOfTheWorld ? codes[0] : undefined
}

/** Why nothing can be sent to a country, if that is so. */
export const formatNoShipping = (terms: StoreTerms, country: string): string | undefined => {
  if (terms.shipping.length === 0)
    return 'We aren’t shipping printed copies right now. Choose a digital format instead.'
  if (country === '' || shippingFor(terms, country)) return undefined
  return `We don’t ship to ${countryName(country)} yet. Choose a digital format instead.`
}
