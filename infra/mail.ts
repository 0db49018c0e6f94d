import { settings } from './settings.ts'

/**
 * The records by which Resend may send for the organizer's domain, once its key is known: Resend shows it when the
 * domain is added there. They are written where the domain's zone is in this account's Route 53; elsewhere they are
 * copied by hand. DMARC is left out, since it also applies to everyone else who sends from the domain.
 */
const { domain, dkimKey, zone } = settings.mail

/** A string in a TXT record holds 255 characters; longer values are several strings in one (RFC 4408, 3.1.3). */
const inStrings = (text: string): string => (text.match(/.{1,255}/g) ?? []).join('""')

const recordsOf = (key: string) => ({
  // Bounces come back to this host, so SPF is asked of it and not of the domain.
  MailBounces: { name: `send.${domain}`, type: 'MX', value: '10 feedback-smtp.us-east-1.amazonses.com' },
  MailSenders: { name: `send.${domain}`, type: 'TXT', value: 'v=spf1 include:amazonses.com ~all' },
  MailSignature: { name: `resend._domainkey.${domain}`, type: 'TXT', value: inStrings(`p=${key.replace(/^p=/, '')}`) },
})

export const records = dkimKey
  ? Object.entries(recordsOf(dkimKey)).map(
      ([name, record]) =>
        new aws.route53.Record(name, {
          zoneId: aws.route53.getZoneOutput({ name: zone }).zoneId,
          name: record.name,
          type: record.type,
          ttl: 3600,
          records: [record.value],
        }),
    )
  : []
