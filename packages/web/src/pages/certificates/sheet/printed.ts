import type { Certificate } from '@lectern/core/teaching'
import { type Printed, printable } from '../../../pdf/printable.ts'
import { hasLetters } from './letters.ts'

/** What of a text can be printed, see `printable`: the display face has a few letters more than the other. */
export const printedText = (text: string): Printed => (hasLetters(text) ? { text, whole: true } : printable(text))

type Words = Pick<Certificate, 'name' | 'title' | 'kindLine' | 'organizer' | 'instructors'>

/** The words of a certificate as they can be printed. What has no letters here is left to its page, and the sheet says so. */
export const formatPrinted = ({ name, title, kindLine, organizer, instructors }: Words): Words => {
  const named = instructors.map((one) => printedText(one).text)
  const others = named.filter((one) => one === '').length
  return {
    name: printedText(name).text || 'The person named on its page',
    title: printedText(title).text || 'The event named on its page',
    kindLine: printedText(kindLine).text || 'Event',
    organizer: printedText(organizer).text || 'The organizer named on its page',
    instructors: [
      ...named.filter((one) => one !== ''),
      ...(others === 0 ? [] : [others === 1 ? 'an instructor named on its page' : `${others} named on its page`]),
    ],
  }
}

/** Whether the sheet says all of a certificate's words but the name of its holder. */
export const isWholeBesidesName = ({ title, kindLine, organizer, instructors }: Words): boolean =>
  [title, kindLine, organizer, ...instructors].every((text) => printedText(text).whole)
