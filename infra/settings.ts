import { isDevelopment } from './data/stage.ts'

/**
 * What you can set in the environment of `sst deploy` when you deploy a stage. All of it has a default, so a stage
 * needs only its secrets to come up, at the address that CloudFront gives it.
 */
const optional = (name: string): string | undefined => process.env[name]?.trim() || undefined

/** Whether what the stage holds stays, whatever becomes of the code. The data's stack goes by the same rule. */
export const kept = !isDevelopment($app.stage)

const organizerEmail = optional('ORGANIZER_EMAIL') ?? `hello@${optional('LECTERN_DOMAIN') ?? 'lectern.example'}`
const mailDomain = organizerEmail.slice(organizerEmail.indexOf('@') + 1)

export const settings = {
  /** The host of the site, such as `events.example.org`. Without it, the site lives on `….cloudfront.net`. */
  domain: optional('LECTERN_DOMAIN'),
  /** A certificate in us-east-1, where the domain's zone is not in this account's Route 53. */
  certificateArn: optional('LECTERN_CERTIFICATE_ARN'),
  /** Whom alarms are mailed to. Without it, they show on the dashboard alone. */
  alarmEmail: optional('LECTERN_ALARM_EMAIL'),
  /** Who runs the house, as pages and mails name them. The address must lie in a domain that Resend has verified. */
  organizer: {
    name: optional('ORGANIZER_NAME') ?? 'Lectern',
    email: organizerEmail,
    postalAddress: optional('ORGANIZER_ADDRESS') ?? 'No postal address set',
  },
  /** The domain that mails come from; the public key that Resend signs with there; the hosted zone that its records go to. */
  mail: {
    domain: mailDomain,
    dkimKey: optional('RESEND_DKIM_KEY'),
    zone: optional('LECTERN_MAIL_ZONE') ?? mailDomain,
    /** Requests a second that Resend takes from this account; two, until it is asked for more. */
    perSecond: Number(optional('RESEND_PER_SECOND') ?? 2),
  },
  /** Which build runs, as the health check tells it. */
  version: optional('VERSION') ?? $app.stage,
}
