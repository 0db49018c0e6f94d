import type { MailTemplate } from './mail-template.ts'
import { type EventCancelled, eventCancelled } from './templates/event-cancelled.tsx'
import { type EventMoved, eventMoved } from './templates/event-moved.tsx'
import { type HoldExpired, holdExpired } from './templates/hold-expired.tsx'
import { type OrderShipped, orderShipped } from './templates/order-shipped.tsx'
import { type Receipt, receipt } from './templates/receipt.tsx'
import { type RefundMade, refundMade } from './templates/refund-made.tsx'
import { type RegistrationCancelled, registrationCancelled } from './templates/registration-cancelled.tsx'
import { type RegistrationConfirmed, registrationConfirmed } from './templates/registration-confirmed.tsx'
import { type SignInCode, signInCode } from './templates/sign-in-code.tsx'
import { type TitleReleased, titleReleased } from './templates/title-released.tsx'
import { type TitlesReady, titlesReady } from './templates/titles-ready.tsx'
import { type WaitingListOffer, waitingListOffer } from './templates/waiting-list-offer.tsx'

/** The props of each mail by the mail's name, which is also its file's name. */
export type MailProps = {
  'registration-confirmed': RegistrationConfirmed
  receipt: Receipt
  'titles-ready': TitlesReady
  'order-shipped': OrderShipped
  'hold-expired': HoldExpired
  'waiting-list-offer': WaitingListOffer
  'event-moved': EventMoved
  'event-cancelled': EventCancelled
  'registration-cancelled': RegistrationCancelled
  'refund-made': RefundMade
  'title-released': TitleReleased
  'sign-in-code': SignInCode
}

export type MailName = keyof MailProps

export const templates: { readonly [Name in MailName]: MailTemplate<MailProps[Name]> } = {
  'registration-confirmed': registrationConfirmed,
  receipt,
  'titles-ready': titlesReady,
  'order-shipped': orderShipped,
  'hold-expired': holdExpired,
  'waiting-list-offer': waitingListOffer,
  'event-moved': eventMoved,
  'event-cancelled': eventCancelled,
  'registration-cancelled': registrationCancelled,
  'refund-made': refundMade,
  'title-released': titleReleased,
  'sign-in-code': signInCode,
}

const isMailName = (name: string): name is MailName => Object.hasOwn(templates, name)

/** Every mail's name, in the order a registration meets them. */
export const mailNames: readonly MailName[] = Object.keys(templates).filter(isMailName)

/** Whether the mail comes whatever its reader's mail settings say. */
export function isTransactional(name: MailName): boolean {
  return templates[name].transactional
}
