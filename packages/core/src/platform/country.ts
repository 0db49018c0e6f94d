const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })

/** Codes that have a name and are no country: unions, the open sea, and scripts for tests. */
const noCountries = new Set(['EU', 'EZ', 'UN', 'QO', 'XA', 'XB', 'ZZ'])

/** A country as ISO 3166-1 writes it, `US`, or nothing when there is none; `uk` is `GB`. */
export const readCountry = (typed: string): string | undefined => {
  const code = typed.trim().toUpperCase()
  if (!/^[A-Z]{2}$/.test(code) || noCountries.has(code)) return undefined
  const { region } = new Intl.Locale(`und-${code}`)
  return region && names.of(region) !== undefined ? region : undefined
}

/** A country's name in English; a code that is none stays what it is. */
export const countryName = (code: string): string => (readCountry(code) === undefined ? code : names.of(code)) ?? code
