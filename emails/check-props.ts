import type { MailFrame } from './mail-template.ts'
import type { Reminder } from './reminder.tsx'
import type { MailName, MailProps } from './templates.ts'

type KindOf<Value> = Value extends string
  ? 'words'
  : Value extends number
    ? 'number'
    : Value extends boolean
      ? 'flag'
      : Value extends readonly unknown[]
        ? 'list'
        : 'group'

/** What each prop is; `?` where it may be absent. The compiler holds this against the props' types. */
type Shape<Props> = {
  readonly [Key in keyof Required<Props>]: `${KindOf<Exclude<Props[Key], undefined>>}${undefined extends Props[Key] ? '?' : ''}`
}

const frame: Shape<MailFrame> = {
  organiser: 'words',
  postalAddress: 'words',
  siteUrl: 'words',
  preferencesUrl: 'words',
  logo: 'group?',
}

const order = { name: 'words', orderNumber: 'words', orderUrl: 'words' } as const
const event = { name: 'words', eventTitle: 'words' } as const

const reminder: Shape<Omit<Reminder, keyof MailFrame>> = {
  ...{ ...event, kind: 'words', sessionTitle: 'words?', when: 'words', startsIn: 'words', where: 'words' },
  ...{ joinUrl: 'words?', eventUrl: 'words', preparation: 'words?', manageUrl: 'words' },
  ...{ isFirst: 'flag', week: 'group?' },
  ...{ recorded: 'flag', several: 'flag', paid: 'flag', limited: 'flag' },
}

const shapes: { readonly [Name in MailName]: Shape<Omit<MailProps[Name], keyof MailFrame>> } = {
  'registration-confirmed': {
    ...{ ...event, eventUrl: 'words', kindLabel: 'words', when: 'words', sessions: 'list', where: 'words' },
    ...{ past: 'words?', ticketName: 'words', boughtBy: 'words?', manageUrl: 'words', declineUrl: 'words?' },
    calendarUrl: 'words?',
  },
  receipt: {
    ...{ ...order, placedOn: 'words', lines: 'list', discounts: 'list', tax: 'words?', total: 'words' },
    paidWith: 'words?',
  },
  'titles-ready': { ...order, downloads: 'list', awaited: 'list?', copies: 'list', shipTo: 'words?' },
  'order-shipped': { ...order, copies: 'list', shipTo: 'words', carrier: 'words?', tracking: 'words?' },
  'already-registered': { ...event, manageUrl: 'words' },
  'hold-expired': { name: 'words', titles: 'list', catalogueUrl: 'words', eventUrl: 'words?' },
  'waiting-list-offer': { ...event, ticketName: 'words', price: 'words', until: 'words', offerUrl: 'words' },
  'reminder-week': reminder,
  'reminder-days': reminder,
  'reminder-day': reminder,
  'reminder-hour': reminder,
  'event-invitation': {
    ...{ eventTitle: 'words', kindLabel: 'words', summary: 'words?' },
    ...{ when: 'words', where: 'words', eventUrl: 'words' },
  },
  'event-moved': {
    ...{ ...event, eventUrl: 'words', manageUrl: 'words', changes: 'list', added: 'list?', calledOff: 'list?' },
    ...{ where: 'group?', link: 'words?' },
  },
  'event-cancelled': { ...event, when: 'words', refund: 'words?', reason: 'words?' },
  'registration-cancelled': { ...event, when: 'words', refund: 'words?', handedOn: 'flag?' },
  'seat-given-up': {
    ...{ ...event, attendee: 'words', when: 'words', refund: 'words?', noRefund: 'flag', passedOn: 'flag?' },
    orderUrl: 'words',
  },
  'refund-asked': { ...order, buyer: 'words', titles: 'list', reason: 'words' },
  'access-ended': {
    ...{ ...event, when: 'words', where: 'words', membershipUrl: 'words', manageUrl: 'words', eventUrl: 'words?' },
  },
  'refund-made': { ...order, orderUrl: 'words?', amount: 'words', reason: 'words', lines: 'list', arrives: 'words' },
  'recording-ready': { ...event, sessionTitle: 'words?', items: 'list', pageUrl: 'words' },
  'work-submitted': {
    ...{ ...event, assignmentTitle: 'words', studentName: 'words', at: 'words', version: 'number' },
    ...{ isLate: 'flag', workUrl: 'words' },
  },
  'feedback-given': { ...event, assignmentTitle: 'words', result: 'words?', again: 'flag?', workUrl: 'words' },
  'office-hour-booked': {
    ...{ ...event, teacher: 'words', when: 'words', where: 'words', joinUrl: 'words?', officeHoursUrl: 'words' },
  },
  'office-hour-taken': { ...event, student: 'words', when: 'words', where: 'words', officeHoursUrl: 'words' },
  'office-hour-moved': {
    ...{ ...event, other: 'words', when: 'words', where: 'words', was: 'words?', officeHoursUrl: 'words' },
  },
  'office-hour-cancelled': {
    ...{ ...event, other: 'words', when: 'words', why: 'words', next: 'words?', officeHoursUrl: 'words?' },
  },
  'confirm-name': { ...event, nameUrl: 'words' },
  'certificate-ready': { ...event, holder: 'words', earnedBy: 'words', certificateUrl: 'words' },
  'how-was-it': { ...event, eventUrl: 'words', answerUrl: 'words?' },
  'session-over': { ...event, sessionTitle: 'words?', recorded: 'flag', workspaceUrl: 'words' },
  'transcript-lost': { ...event, recordingTitle: 'words', lost: 'number', why: 'words', captionsUrl: 'words' },
  'roster-mail': {
    ...{ name: 'words', eventTitle: 'words?', subject: 'words', paragraphs: 'list', eventUrl: 'words?' },
    ...{ fromName: 'words', mustKnow: 'flag?' },
  },
  'title-released': {
    ...{ name: 'words', title: 'words', edition: 'words', note: 'words?', ready: 'words?', titlesUrl: 'words' },
  },
  'account-changed': {
    ...{ name: 'words', heading: 'words', what: 'words', undo: 'words', action: 'words', accountUrl: 'words' },
  },
  'sign-in-code': { code: 'words', minutes: 'number', siteName: 'words?', browserUrl: 'words?' },
}

const fits: Readonly<Record<string, (value: unknown) => boolean>> = {
  words: (value) => typeof value === 'string',
  number: (value) => Number.isFinite(value),
  flag: (value) => typeof value === 'boolean',
  list: (value) => Array.isArray(value) && value.every((item) => item !== undefined && item !== null),
  group: (value) => typeof value === 'object' && value !== null,
}

const isAddress = (value: unknown): boolean =>
  typeof value === 'string' && /^https?:\/\/[^\s\p{Cc}]+$/u.test(value) && URL.canParse(value)

/** Whether one prop may stand in a mail. Addresses are absolute and of the web: no mail leads to `javascript:`. */
function isSound(key: string, kind: string, value: unknown): boolean {
  if (value === undefined) return kind.endsWith('?')
  return (fits[kind.replace('?', '')]?.(value) ?? false) && (!key.endsWith('Url') || isAddress(value))
}

/**
 * Sees to it that a mail is written of what it needs, and of nothing else: types hold for our own code alone, and what
 * waits in the outbox may be older than it. What a template does not know it does not show.
 * @throws Error that names the props which are missing or wrong, and none of their values
 */
export function checkProps(name: string, props: unknown): void {
  const shape = Object.hasOwn(shapes, name) ? shapes[name as MailName] : undefined
  if (!shape) throw new Error(`There is no mail ${JSON.stringify(name.slice(0, 40))}`)
  const given: Record<string, unknown> = typeof props === 'object' && props !== null ? { ...props } : {}
  const wrong = Object.entries({ ...frame, ...shape }).filter(([key, kind]) => !isSound(key, kind, given[key]))
  if (wrong.length === 0) return
  throw new Error(`Missing or wrong in the mail ${name}: ${wrong.map(([key]) => key).join(', ')}`)
}
