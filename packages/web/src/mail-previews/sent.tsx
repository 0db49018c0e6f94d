// What someone was really sent: read from the mail service each time, and shown in a frame that runs nothing.
import { keyOfTag, type Message, type SentMail, type SentMails, type SentMessage } from '@lectern/core/mail'
import { type Instant, notFound } from '@lectern/core/platform'
import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import { KeyValue } from '../components/key-value.tsx'
import { Notice } from '../components/notice.tsx'
import { Panel } from '../components/panel.tsx'
import { StateBadge } from '../components/state-badge.tsx'
import { TextLink } from '../components/text-link.tsx'
import { type Declared, declarePages, recorded } from '../forms/pages.ts'
import type { AdminView } from '../layout/admin-page.tsx'
import { formatMoment, formatOrganizerZone } from '../layout/moments.ts'
import { SubjectLink } from '../layout/subject-link.tsx'
import type { SiteEnv } from '../site.ts'
import { framePolicy, withoutPictures } from './frame.ts'

type Show = (c: Context<SiteEnv>, view: AdminView, body: Child) => Response | Promise<Response>

const why: Readonly<Record<Exclude<SentMessage['mail'], SentMail>, string>> = {
  unsent: 'This email was never sent.',
  gone: 'The email service no longer has this email.',
  unavailable: 'The email service isn’t responding. Try again in a few minutes.',
}

/** What happened to a mail, in order. Whether it was opened is nobody's business, and not asked. */
const eventsOf = (message: Message): { words: string; at: Instant }[] =>
  [
    { words: message.state === 'suppressed' ? 'Not sent' : 'Sent to the email service', at: message.at },
    { words: 'The email service gave up', at: message.failedAt },
    { words: 'Delivered to the recipient’s server', at: message.deliveredAt },
    { words: 'Bounced by the recipient’s server', at: message.bouncedAt },
    { words: 'Marked as spam by the recipient', at: message.complainedAt },
  ]
    .flatMap(({ words, at }) => (at === undefined ? [] : [{ words, at }]))
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))

const formatSize = (bytes: number): string => (bytes < 1024 ? `${bytes} bytes` : `${Math.ceil(bytes / 1024)} KB`)

const Content = ({ mail, tag }: { mail: SentMail; tag: string }) => (
  <>
    <Panel title="As sent">
      <KeyValue
        facts={[
          { term: 'From', detail: mail.from },
          { term: 'To', detail: mail.to.join(', ') },
          { term: 'Reply to', detail: mail.replyTo.join(', ') },
          { term: 'Subject', detail: mail.subject },
          { term: 'Message-ID', detail: mail.messageId },
          { term: 'Latest status', detail: mail.lastEvent },
          {
            term: 'Attachments',
            detail: mail.attachments
              .map(({ filename, contentType, bytes }) => `${filename} (${contentType}, ${formatSize(bytes)})`)
              .join('; '),
          },
        ]}
      />
    </Panel>
    {mail.html !== undefined && (
      <iframe
        class="frame-sent"
        title={`The email “${mail.subject}”`}
        src={`/admin/mails/sent/${tag}/html`}
        sandbox=""
        loading="lazy"
      />
    )}
    {mail.text !== undefined && (
      <section class="hairline overflow-x-auto rounded-box bg-base-100 p-5" tabindex={0} aria-label="Plain-text email">
        <pre class="font-mono text-sm break-words whitespace-pre-wrap">{mail.text}</pre>
      </section>
    )}
  </>
)

type Props = { sent: SentMessage; tag: string }

const SentPage = ({ sent: { message, suppression, mail }, tag }: Props) => (
  <>
    {suppression && (
      <Notice tone="warning" title="This address can’t receive email now">
        <TextLink href="/admin/messages/suppressed">See why or remove it from the list</TextLink>
      </Notice>
    )}
    <Panel title="What happened">
      <KeyValue
        facts={[
          { term: 'State', detail: <StateBadge state={message.state} /> },
          { term: 'Service response', detail: message.error },
          { term: 'Email', detail: message.template },
          {
            term: 'About',
            detail: (message.orderId ?? message.event) && <SubjectLink order={message.orderId} event={message.event} />,
          },
          ...eventsOf(message).map(({ words, at }) => ({ term: formatMoment(at), detail: words })),
        ]}
      />
    </Panel>
    {typeof mail === 'string' ? <Notice tone="info">{why[mail]}</Notice> : <Content mail={mail} tag={tag} />}
  </>
)

/** One mail by the key of its record, as a tag: its record and what was sent, and the markup alone for the frame. */
export const sentMailPages = (sent: SentMails, show: Show): Declared[] => {
  const app = declarePages({ who: 'admin', at: '/admin/mails/sent' })
  const asked = async (c: Context<SiteEnv>): Promise<{ found: SentMessage; tag: string }> => {
    const tag = c.req.param('tag') ?? ''
    const found = /^[\w-]{1,256}$/.test(tag) ? await sent.find(keyOfTag(tag)) : undefined
    if (!found) throw notFound('email')
    return { found, tag }
  }
  app.page('/:tag', { audit: recorded('message.read', 'message:{tag}') }, async (c) => {
    const { found, tag } = await asked(c)
    const { subject: title, to } = found.message
    const about = `To ${to}. Times in ${formatOrganizerZone(c.var.now)} time.`
    const trail = [{ label: 'Messages', href: '/admin/messages' }, { label: title }]
    return show(c, { title, about, trail, nav: 'messages' }, <SentPage sent={found} tag={tag} />)
  })
  app.page('/:tag/html', { audit: recorded('message.read', 'message:{tag}') }, async (c) => {
    const { mail } = (await asked(c)).found
    if (typeof mail === 'string' || mail.html === undefined) throw notFound('email')
    c.header('Content-Security-Policy', framePolicy)
    return c.html(withoutPictures(mail.html))
  })
  return app.pages
}
