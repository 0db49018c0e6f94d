import { Layout } from './layout.tsx'
import type { Mail } from './mail.ts'

const when = (at: string): string =>
  new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' }).format(new Date(at))

export const InboxPage = ({ mails }: { mails: Mail[] }) => (
  <Layout title="Inbox">
    <h1>Inbox</h1>
    {mails.length === 0 ? (
      <p class="sheet">No email yet. Everything Lectern sends appears here.</p>
    ) : (
      <ul class="mails sheet">
        {mails.map((mail) => (
          <li>
            <p>
              <a href={`/local/inbox/${mail.id}`}>{mail.subject}</a>
            </p>
            <p class="soft">
              {`To ${mail.to.join(', ')} · `}
              <time datetime={mail.at}>{`${when(mail.at)} UTC`}</time>
              {mail.template ? ` · ${mail.template}` : ''}
            </p>
          </li>
        ))}
      </ul>
    )}
  </Layout>
)

/** One mail as its reader sees it. Its markup runs in a frame without scripts; its links open a page of their own. */
export const MailPage = ({ mail }: { mail: Mail }) => (
  <Layout title={mail.subject}>
    <p>
      <a href="/local/inbox">All emails</a>
    </p>
    <h1>{mail.subject}</h1>
    <dl class="sheet">
      {headerLines(mail).map(([name, value]) => (
        <>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </>
      ))}
    </dl>
    {mail.attachments.length > 0 && (
      <>
        <h2>Attachments</h2>
        <ul>
          {mail.attachments.map((attachment, index) => (
            <li>
              <a href={`/local/inbox/${mail.id}/attachments/${index}`} download={attachment.filename}>
                {attachment.filename}
              </a>{' '}
              <span class="soft">{attachment.contentType}</span>
            </li>
          ))}
        </ul>
      </>
    )}
    {mail.html !== null && (
      <>
        <h2>Preview</h2>
        <iframe
          title={`The mail “${mail.subject}”`}
          sandbox="allow-popups allow-popups-to-escape-sandbox"
          srcdoc={`<base target="_blank">${mail.html}`}
        />
      </>
    )}
    {mail.text !== null && (
      <>
        <h2>Plain text</h2>
        <pre class="sheet">{mail.text}</pre>
      </>
    )}
  </Layout>
)

const headerLines = (mail: Mail): [string, string][] =>
  (
    [
      ['From', mail.from],
      ['To', mail.to.join(', ')],
      ['Cc', mail.cc.join(', ')],
      ['Bcc', mail.bcc.join(', ')],
      ['Reply-To', mail.replyTo.join(', ')],
      ['Date', `${when(mail.at)} UTC`],
      ['Template', mail.template ?? ''],
      ['Idempotency-Key', mail.idempotencyKey ?? ''],
      ...Object.entries(mail.headers),
    ] satisfies [string, string][]
  ).filter(([, value]) => value !== '')
