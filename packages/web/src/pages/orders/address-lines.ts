import { countryName } from '@lectern/core/platform'

import type { Address } from '@lectern/core/registration'

/** An address as it's written on a parcel, the country in words; nothing where there is none. */
export const addressLines = (address: Address | undefined): string[] => {
  if (!address) return []
  const { name, line1, line2 = '', city, region, postalCode, country } = address
  const place = [city, [region, postalCode].filter(Boolean).join(' ')].filter(Boolean).join(', ')
  return [name, line1, line2, place, countryName(country)].filter((line) => line !== '')
}
