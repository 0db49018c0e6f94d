import type { Verdict } from '@lectern/core/door'
import { formatDate, formatTime, formatWholeDay } from '@lectern/core/schedule'

/** "Wednesday, June 5 and Thursday, June 6" */
const formatDays = (days: readonly string[]): string => new Intl.ListFormat('en-US').format(days.map(formatWholeDay))

/** Whether someone may go in, has gone in before, or may not: its color and its sign. */
export type Tone = 'yes' | 'again' | 'no'

export const toneOf = ({ word }: Pick<Verdict, 'word'>): Tone =>
  word === 'admitted' ? 'yes' : word === 'again' ? 'again' : 'no'

const titles: Record<Verdict['word'], string> = {
  unknown: 'Not a valid pass',
  'other-event': 'For another event',
  replaced: 'Old pass',
  cancelled: 'Canceled',
  unpaid: 'Not paid yet',
  'not-today': 'Not today',
  'not-this-session': 'Not for this session',
  again: 'Already checked in',
  admitted: 'Admitted',
}

export const verdictTitle = ({ word }: Pick<Verdict, 'word'>): string => titles[word]

const advice: Record<Exclude<Verdict['word'], 'not-today' | 'again' | 'admitted'>, string> = {
  unknown: 'Find them by name, or ask them to open the pass in their confirmation email again.',
  'other-event': 'This pass is for a different event. Find them by name.',
  replaced: 'Their ticket was changed after this pass was issued. Ask for the new pass, or find them by name.',
  cancelled: 'This registration was canceled. Send them to the organizer.',
  unpaid: 'We’re still waiting for the payment. Send them to the organizer.',
  'not-this-session': 'Their ticket doesn’t include what’s on here.',
}

/** What the person at the door should do or say; nothing when someone simply goes in. */
export const verdictAdvice = (verdict: Verdict, zone: string): string | undefined => {
  if (verdict.word === 'admitted') return undefined
  if (verdict.word === 'again')
    return `Came in ${formatTime(verdict.first.at, zone)} on ${formatDate(verdict.first.at, zone)}.`
  if (verdict.word === 'not-today') return `This pass is for ${formatDays(verdict.days)}.`
  return advice[verdict.word]
}
