import type { MailFrame } from './mail-template.ts'

/** Who sends the samples, and what most of them are about. */
export const frame: MailFrame = {
  organiser: 'Small Business IT Community',
  postalAddress: 'PO Box 4096, Sacramento, CA 95812, United States',
  siteUrl: 'https://events.example.com/',
  preferencesUrl: 'https://events.example.com/mail-settings?for=per_01HV9M3Q7T',
}

export const salesProgram = {
  eventTitle: 'MSP Professional Sales Program',
  eventUrl: 'https://events.example.com/events/5w22',
  when: 'Tuesdays, Apr 23 – May 21, 2024, 9:00 – 10:00 AM Pacific (noon Eastern)',
}
