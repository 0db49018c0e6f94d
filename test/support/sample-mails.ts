import { getMail, type MailFrame, type MailName, type MailProps, type MailSample, mailNames } from '@lectern/emails'

/** Who sends the samples. */
export const frame: MailFrame = {
  organizer: 'Small Business IT Community',
  postalAddress: 'PO Box 4096, Sacramento, CA 95812, United States',
  siteUrl: 'https://events.example.com/',
  preferencesUrl: 'https://events.example.com/mail-settings?for=per_01HV9M3Q7T',
}

/** The ways a mail can come out, ready to be rendered, the usual one first. */
export const samplesOf = <Name extends MailName>(name: Name): MailSample<MailProps<Name>>[] =>
  getMail(name)
    .samples()
    .map(({ label, props }) => ({ label, props: { ...frame, ...props } }))

/** The usual sample of each mail. */
export const sampleProps = Object.fromEntries(
  mailNames.map((name) => [name, { ...frame, ...getMail(name).samples()[0]?.props }]),
) as { [Name in MailName]: MailProps<Name> }
