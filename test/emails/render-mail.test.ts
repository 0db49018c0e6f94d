import { readdirSync } from 'node:fs'
import { mailTopicNames } from '@lectern/core/mail'
import { getMail, isTransactional, type MailName, mailNames, type RenderedMail, renderMail } from '@lectern/emails'
import { beforeAll, describe, expect, it } from 'vitest'
import { sampleProps } from '../support/sample-mails.ts'
import { mapStrings, stringsIn } from './strings-in.ts'

const renderSample = <Name extends MailName>(name: Name): Promise<RenderedMail> => renderMail(name, sampleProps[name])

const entities: Record<string, string> = { lt: '<', gt: '>', quot: '"', '#x27': "'", amp: '&' }
const decoded = (html: string) => html.replace(/&(lt|gt|quot|#x27|amp);/g, (all, name: string) => entities[name] ?? all)
const shown = (html: string) =>
  decoded(html.replace(/<head>.*<\/head>/s, '').replace(/<!--.*?-->|<[^>]*>/gs, '')).replace(/\s+/g, ' ')
const links = (html: string) =>
  [...html.matchAll(/<a\b([^>]*)>(.*?)<\/a>/gs)].map(([, attributes = '', inner = '']) => ({
    href: decoded(/href="([^"]*)"/.exec(attributes)?.[1] ?? ''),
    isButton: /class="[^"]*\bbutton\b/.test(attributes),
    text: shown(inner).trim(),
  }))

/** Which address the one button leads to. */
const buttonAddress: { [Name in MailName]: string | undefined } = {
  'registration-confirmed': sampleProps['registration-confirmed'].manageUrl,
  receipt: sampleProps.receipt.orderUrl,
  'already-registered': sampleProps['already-registered'].manageUrl,
  'hold-expired': sampleProps['hold-expired'].catalogueUrl,
  'waiting-list-offer': sampleProps['waiting-list-offer'].offerUrl,
  'event-invitation': sampleProps['event-invitation'].eventUrl,
  'next-run': sampleProps['next-run'].eventUrl,
  'event-moved': sampleProps['event-moved'].eventUrl,
  'event-cancelled': sampleProps['event-cancelled'].siteUrl,
  'registration-cancelled': sampleProps['registration-cancelled'].siteUrl,
  'seat-given-up': sampleProps['seat-given-up'].orderUrl,
  'refund-asked': sampleProps['refund-asked'].orderUrl,
  'access-ended': sampleProps['access-ended'].membershipUrl,
  'refund-made': sampleProps['refund-made'].orderUrl,
  'titles-ready': sampleProps['titles-ready'].orderUrl,
  'order-shipped': sampleProps['order-shipped'].orderUrl,
  'membership-begun': sampleProps['membership-begun'].eventsUrl,
  'membership-invoice': sampleProps['membership-invoice'].payUrl,
  'membership-receipt': sampleProps['membership-receipt'].manageUrl,
  'membership-renews': sampleProps['membership-renews'].manageUrl,
  'membership-payment-failed': sampleProps['membership-payment-failed'].payUrl,
  'membership-ended': sampleProps['membership-ended'].membershipUrl,
  'team-handed-over': sampleProps['team-handed-over'].teamUrl,
  'team-invitation': sampleProps['team-invitation'].invitationUrl,
  'team-seat-ended': sampleProps['team-seat-ended'].membershipUrl,
  'reminder-week': sampleProps['reminder-week'].eventUrl,
  'reminder-days': sampleProps['reminder-days'].eventUrl,
  'reminder-day': sampleProps['reminder-day'].joinUrl,
  'reminder-hour': sampleProps['reminder-hour'].joinUrl,
  'recording-ready': sampleProps['recording-ready'].pageUrl,
  'work-submitted': sampleProps['work-submitted'].workUrl,
  'feedback-given': sampleProps['feedback-given'].workUrl,
  'office-hour-booked': sampleProps['office-hour-booked'].joinUrl,
  'office-hour-taken': sampleProps['office-hour-taken'].officeHoursUrl,
  'office-hour-moved': sampleProps['office-hour-moved'].officeHoursUrl,
  'office-hour-cancelled': sampleProps['office-hour-cancelled'].officeHoursUrl,
  'confirm-name': sampleProps['confirm-name'].nameUrl,
  'certificate-ready': sampleProps['certificate-ready'].certificateUrl,
  'how-was-it': sampleProps['how-was-it'].eventUrl,
  'session-over': sampleProps['session-over'].workspaceUrl,
  'transcript-lost': sampleProps['transcript-lost'].captionsUrl,
  'roster-mail': sampleProps['roster-mail'].eventUrl,
  'title-released': sampleProps['title-released'].titlesUrl,
  'sign-in-code': sampleProps['sign-in-code'].linkUrl,
  'account-changed': sampleProps['account-changed'].accountUrl,
}

/** Props that a mail uses without showing them in its sample: an event's own page beside the button to manage. */
const unseen: Partial<Record<MailName, string[]>> = {
  'registration-confirmed': [sampleProps['registration-confirmed'].eventUrl],
}

it('every file among the mails is one in the list, under its name', () => {
  const files = readdirSync(new URL('../../emails/mails', import.meta.url)).map((file) => file.replace(/\.tsx?$/, ''))
  expect([...mailNames, 'index'].sort()).toEqual(files.sort())
})

it('has a topic by which its reader turns it off, if and only if it is not transactional', () => {
  const topics = mailNames.map((name) => getMail(name).topic)
  expect([...new Set(topics.filter((topic) => topic !== undefined))].sort()).toEqual([...mailTopicNames].sort())
  for (const name of mailNames) expect(getMail(name).topic === undefined).toBe(isTransactional(name))
})

describe.each(mailNames)('%s', (name) => {
  let mail: RenderedMail
  beforeAll(async () => {
    mail = await renderSample(name)
  })

  it('tells every fact of its props in html and in text', () => {
    const { name: reader = '', ...told } = { name: '', ...sampleProps[name] }
    // People are called by their first names.
    const greeted = reader === '' ? [] : [`Hi ${reader.split(' ')[0]},`]
    const facts = [...greeted, ...stringsIn(told)].filter((fact) => !unseen[name]?.includes(fact))
    const addresses = links(mail.html).map((link) => link.href)
    for (const fact of facts) {
      if (fact.startsWith('https://')) {
        expect(addresses).toContain(fact)
      } else {
        expect(shown(mail.html)).toContain(fact)
      }
      expect(mail.text).toContain(fact)
    }
  })

  it('has a subject of one short line that holds no leftover of a missing word', () => {
    expect(mail.subject).toMatch(/^\P{Cc}{5,80}$/u)
    expect(mail.subject).not.toMatch(/undefined|null|NaN/)
    expect(shown(mail.html) + mail.text).not.toMatch(/undefined|null|NaN|\[object/)
  })

  it('leads to one place by one button', () => {
    const buttons = links(mail.html).filter((link) => link.isButton)
    expect(buttons.map((button) => button.href)).toEqual(buttonAddress[name] ? [buttonAddress[name]] : [])
    for (const button of buttons) expect(mail.text).toContain(`${button.text} ${button.href}`)
  })

  it('says why it comes, who sends it, and where the settings are', () => {
    for (const part of [shown(mail.html), mail.text]) {
      expect(part).toContain('You’re getting this because ')
      expect(part).toContain('Email preferences')
      expect(part).toContain(sampleProps[name].organizer)
      expect(part).toContain(sampleProps[name].postalAddress)
      expect(part.includes('so we always send it.')).toBe(isTransactional(name))
      expect(part.includes('Unsubscribe from these')).toBe(!isTransactional(name))
    }
    expect(links(mail.html)).toContainEqual(
      expect.objectContaining({ text: 'Email preferences', href: sampleProps[name].preferencesUrl }),
    )
    const { topic } = getMail(name)
    expect(links(mail.html).filter(({ text }) => text === 'Unsubscribe from these')).toEqual(
      topic ? [expect.objectContaining({ href: `${sampleProps[name].preferencesUrl}&topic=${topic}` })] : [],
    )
  })

  it('is a light document of its own that fetches and runs nothing', () => {
    expect(Buffer.byteLength(mail.html)).toBeLessThan(60 * 1024)
    expect(mail.html).toMatch(/<html[^>]*\slang="en"/)
    expect(mail.html).toContain('<meta name="color-scheme" content="light dark"/>')
    expect(mail.html).toContain('@media (prefers-color-scheme: dark)')
    expect(mail.html).not.toMatch(/<(script|img|link|iframe|object|form|input)\b|url\(|@import| on\w+=/i)
    expect(mail.html.match(/<h1\b/g)).toHaveLength(1)
  })

  it('has words on every link', () => {
    for (const link of links(mail.html)) {
      expect(link.text).not.toBe('')
      expect(link.href).toMatch(/^https:\/\//)
    }
  })

  it('has no line that is too long for mail, whatever words it is given', async () => {
    const long = await renderMail(
      name,
      mapStrings(sampleProps[name], (text) => `${'word '.repeat(400)}${'ü'.repeat(1200)} ${text}`),
    )
    for (const part of [mail.html, mail.text, long.html, long.text]) {
      for (const line of part.split('\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(998)
    }
    expect(shown(long.html)).toContain('word word word')
  })

  it('keeps markup in any word literal', async () => {
    const attack = '<script>alert("1")</script> & <b>x</b>'
    // The rest of a word may be cut off at the end of a subject, so the attack stands first.
    const attacked = await renderMail(
      name,
      mapStrings(sampleProps[name], (text) => `${attack} ${text}`),
    )
    expect(attacked.html).not.toMatch(/<script|<b>/)
    expect(attacked.html).toContain('&lt;script&gt;alert(')
    expect(attacked.text).toContain(attack)
  })

  it('cannot be made to write a mail header', async () => {
    const attacked = await renderMail(
      name,
      mapStrings(sampleProps[name], (text) => `A\r\nBcc: thief@example.com\u2028\u0000\u0085 ${text}`),
    )
    expect(attacked.subject).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u)
    expect(attacked.subject.length).toBeLessThanOrEqual(80)
  })
})

it('names the zone beside every time of day', async () => {
  const withTimes: MailName[] = [
    'registration-confirmed',
    'receipt',
    'waiting-list-offer',
    'event-moved',
    'event-cancelled',
    'reminder-week',
    'reminder-days',
    'reminder-day',
    'reminder-hour',
  ]
  for (const name of withTimes) {
    const { text } = await renderSample(name)
    const timeLines = text.split('\n').filter((line) => /\d:\d\d [AP]M/.test(line))
    expect(timeLines.length).toBeGreaterThan(0)
    for (const line of timeLines) expect(line).toMatch(/Pacific|Eastern/)
  }
})

it('keeps the sign-in code out of the subject and of the preview line', async () => {
  const { code } = sampleProps['sign-in-code']
  const { subject, html } = await renderSample('sign-in-code')
  expect(subject).not.toContain(code)
  expect(html.split(code)).toHaveLength(2)
  expect(/data-skip-in-text="true">([^<]*)/.exec(html)?.[1]).toContain('It works for 10 minutes')
})

it('says who registered the reader only when someone else did', async () => {
  const { boughtBy, ...own } = sampleProps['registration-confirmed']
  const byAnother = await renderSample('registration-confirmed')
  const byOneself = await renderMail('registration-confirmed', own)
  expect(byAnother.text).toContain(`${boughtBy} registered you`)
  expect(byOneself.text).toContain('Your seat is confirmed.')
  for (const mail of [byAnother, byOneself]) expect(mail.text).toContain('The calendar invitation is attached')
})

it('lists the sessions only when they say more than the summary', async () => {
  const sample = sampleProps['registration-confirmed']
  const single = await renderMail('registration-confirmed', { ...sample, sessions: [{ when: sample.when }] })
  expect(single.html).not.toContain('<ol')
  expect((await renderSample('registration-confirmed')).text).toContain('The 5 sessions')
})

it('lines the amounts of a receipt up in one column, in figures of one width', async () => {
  const { html, text } = await renderSample('receipt')
  const lines = text.split('\n')
  const column = lines.find((line) => line.startsWith('Item'))?.indexOf('Amount')
  for (const amount of ['$566.58', '$28.36', '$594.94']) {
    expect(lines.find((line) => line.endsWith(` ${amount}`))?.indexOf(amount)).toBe(column)
  }
  expect(html).toMatch(/font-variant-numeric:tabular-nums[^"]*text-align:right[^"]*">\$594\.94</)
})

it('shows no payment and no discounts where nothing was paid', async () => {
  const { paidWith: _, ...sample } = sampleProps.receipt
  const { text } = await renderMail('receipt', { ...sample, discounts: [], total: '$0.00' })
  expect(text).not.toMatch(/Paid with|Discounts/)
})

it('leads from one expired hold to the page of its event', async () => {
  const eventUrl = 'https://events.example.com/events/5w22'
  const sample = { ...sampleProps['hold-expired'], titles: ['MSP Professional Sales Program'], eventUrl }
  const { subject, text } = await renderMail('hold-expired', sample)
  expect(subject).toBe('Your order wasn’t completed: MSP Professional Sales Program')
  expect(text).toContain(`Order again ${eventUrl}`)
  expect(text).toContain('You weren’t charged.')
})

it('explains a payment that came too late and promises all of it back', async () => {
  const { subject, text } = await renderMail('refund-made', { ...sampleProps['refund-made'], reason: 'too-late' })
  expect(subject).toBe('Your payment arrived too late: we’re refunding $399.00')
  expect(text).toContain('You’re not registered, and we’ve refunded the full $399.00.')
  expect(text).not.toContain('too-late')
})

it('promises no refund where nothing goes back', async () => {
  for (const name of ['event-cancelled', 'registration-cancelled'] as const) {
    const { refund: _, ...sample } = sampleProps[name]
    expect((await renderMail(name, sample)).text).not.toMatch(/refund/i)
  }
})

it('calls what an organizer says must be known a part of the registration, and the rest news', async () => {
  const sample = sampleProps['roster-mail']
  expect((await renderMail('roster-mail', sample)).text).toContain('Unsubscribe from these')
  const known = await renderMail('roster-mail', { ...sample, mustKnow: true })
  expect(known.text).toContain('It’s about what you registered for, so we always send it.')
})

it('names recordings and handouts by what there is', async () => {
  const sample = sampleProps['recording-ready']
  const subjectOf = async (...kinds: string[]) => {
    const items = kinds.map((kind, at) => ({ kind, title: `File ${at}` }))
    return (await renderMail('recording-ready', { ...sample, items })).subject
  }
  expect(await subjectOf('Recording')).toBe('The recording is ready: Qualifying')
  expect(await subjectOf('Recording', 'Handout')).toBe('The recording and handout are ready: Qualifying')
  expect(await subjectOf('Slides', 'Handout')).toBe('The handouts are ready: Qualifying')
})
