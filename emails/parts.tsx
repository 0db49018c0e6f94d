/** @jsxImportSource react */
import type { CSSProperties, ReactNode } from 'react'
import { Block } from './layout.tsx'
import type { SessionWords } from './props.ts'
import { bodyText, light, link, sans, serif, smallText, tabular } from './theme.ts'

/** Outlook keeps margins of lists, and no padding. */
const list: CSSProperties = { margin: '0 0 16px 22px', padding: 0 }

export function Paragraph({ children }: { children: ReactNode }) {
  return (
    <p className="ink" style={bodyText}>
      {children}
    </p>
  )
}

/** A quieter paragraph: what is good to know and asks for nothing. */
export function Note({ children }: { children: ReactNode }) {
  return (
    <p className="muted" style={{ ...smallText, margin: '0 0 12px' }}>
      {children}
    </p>
  )
}

export function Subheading({ children }: { children: ReactNode }) {
  return (
    <h2
      className="ink"
      style={{
        margin: '20px 0 6px',
        color: light.ink,
        fontFamily: serif,
        fontSize: '19px',
        fontWeight: 700,
        lineHeight: '25px',
      }}
    >
      {children}
    </h2>
  )
}

/** A link within a sentence. */
export function TextLink({ href, children }: { href: string; children: string }) {
  return (
    <a className="link" href={href} style={link}>
      {children}
    </a>
  )
}

/** Outlook gives a link no room around it, but the cell that it's in. */
const forOutlook = { msoPaddingAlt: '15px 28px' } as CSSProperties

/** The one thing to do; a mail has one at most. */
export function Action({ href, children }: { href: string; children: string }) {
  return (
    <Block style={{ padding: '8px 0 22px' }}>
      <table role="presentation" cellPadding={0} cellSpacing={0} border={0}>
        <tbody>
          <tr>
            <td className="filled" style={{ ...forOutlook, backgroundColor: light.action, borderRadius: '8px' }}>
              <a
                className="button"
                href={href}
                style={{
                  display: 'inline-block',
                  padding: '15px 28px',
                  color: light.onAction,
                  fontFamily: sans,
                  fontSize: '16px',
                  fontWeight: 700,
                  lineHeight: '20px',
                  textDecoration: 'none',
                }}
              >
                {children}
              </a>
            </td>
          </tr>
        </tbody>
      </table>
    </Block>
  )
}

/** The sessions in their order, numbered. */
export function Sessions({ sessions }: { sessions: SessionWords[] }) {
  return (
    <ol className="ink" style={{ ...bodyText, ...tabular, ...list }}>
      {sessions.map(({ title, when }) => (
        <li key={`${when} ${title ?? ''}`} style={{ margin: '0 0 8px' }}>
          {title && (
            <>
              <span style={{ fontWeight: 700 }}>{title}</span>
              <br />
            </>
          )}
          <span className={title ? 'muted' : 'ink'} style={title ? { color: light.muted, fontSize: '14px' } : {}}>
            {when}
          </span>
        </li>
      ))}
    </ol>
  )
}

/** Things by name, one per line. */
export function Names({ names }: { names: string[] }) {
  return (
    <ul className="ink" style={{ ...bodyText, ...list }}>
      {names.map((name) => (
        <li key={name} style={{ margin: '0 0 4px' }}>
          {name}
        </li>
      ))}
    </ul>
  )
}

/** So much stays in one piece on a phone. */
const short = 20

/** Words that end in brackets, "9:00 AM Pacific (noon Eastern)": these are quieter. */
export function Quieter({ children }: { children: string }) {
  const [all, words, quiet] = /^(.* )(\([^()]+\))$/s.exec(children) ?? [children]
  if (!quiet) return all
  return (
    <>
      {words}
      <span
        className="muted"
        style={{ color: light.muted, fontWeight: 400, ...(quiet.length > short ? {} : { whiteSpace: 'nowrap' }) }}
      >
        {quiet}
      </span>
    </>
  )
}

/** Initials and titles, "J." or "Dr.", are nobody's first name. */
const isFirstName = (word: string): boolean => /^\p{L}[\p{L}\p{M}'’-]+$/u.test(word)

/** How an email begins: by the first name, if it looks like one. Without any where all we have was typed by someone else. */
export function hello(name: string): string {
  const whole = name.trim()
  const [first = ''] = whole.split(/\s+/)
  return whole === '' ? 'Hi there,' : `Hi ${isFirstName(first) ? first : whole},`
}

/** What someone is told whose money goes back. */
export const refundPromise =
  'Your refund goes to your original payment method. There’s nothing you need to do, and we’ll email you when it’s on its way.'
