import type { Plan } from '@lectern/core/membership'
import { formatCents } from '@lectern/core/platform'

/** "a year, one person", "a year, 5 people". */
export const perYear = ({ seats }: Pick<Plan, 'seats'>): string =>
  seats === undefined || seats.included === 1 ? 'a year, one person' : `a year, ${seats.included} people`

/** "5, then $300 each": how many people a plan is for. */
export const peopleOf = ({ seats }: Pick<Plan, 'seats'>): string => {
  if (seats === undefined) return '1'
  const more = seats.most > seats.included ? `, then ${formatCents(seats.extraCents)} each` : ''
  return `${seats.included}${more}`
}

/** "Join Community", "Start a team". */
export const joinWords = ({ holder, title }: Pick<Plan, 'holder' | 'title'>): string =>
  holder === 'team' ? 'Start a team' : `Join ${title.replace(/ membership$/i, '')}`
