/** @jsxImportSource react */
import { Button, Heading, Link, Section, Text } from '@react-email/components'
import type { CSSProperties, ReactNode } from 'react'
import type { SessionWords } from './props.ts'
import { bodyText, light, link, sans, serif, smallText, tabular } from './theme.ts'

export function Paragraph({ children }: { children: ReactNode }) {
  return (
    <Text className="ink" style={bodyText}>
      {children}
    </Text>
  )
}

/** A quieter paragraph: what is good to know and asks for nothing. */
export function Note({ children }: { children: ReactNode }) {
  return (
    <Text className="muted" style={{ ...smallText, margin: '0 0 14px' }}>
      {children}
    </Text>
  )
}

export function Subheading({ children }: { children: ReactNode }) {
  return (
    <Heading
      as="h2"
      className="ink"
      style={{
        margin: '28px 0 8px',
        color: light.ink,
        fontFamily: serif,
        fontSize: '20px',
        fontWeight: 600,
        lineHeight: '1.3',
      }}
    >
      {children}
    </Heading>
  )
}

/** A link within a sentence. */
export function TextLink({ href, children }: { href: string; children: string }) {
  return (
    <Link className="link" href={href} style={link}>
      {children}
    </Link>
  )
}

/** The one thing to do; a mail has one at most. */
export function Action({ href, children }: { href: string; children: string }) {
  return (
    <Section style={{ margin: '24px 0 16px' }}>
      <Button
        className="button"
        href={href}
        style={{
          padding: '14px 24px',
          backgroundColor: light.action,
          border: `1px solid ${light.action}`,
          borderRadius: '8px',
          color: light.onAction,
          fontFamily: sans,
          fontSize: '16px',
          fontWeight: 600,
        }}
      >
        {children}
      </Button>
    </Section>
  )
}

const hairline = `1px solid ${light.line}`
const cell: CSSProperties = {
  ...bodyText,
  ...tabular,
  margin: 0,
  padding: '9px 0',
  borderTop: hairline,
  textAlign: 'left',
  verticalAlign: 'top',
}
const tableStyle: CSSProperties = {
  width: '100%',
  borderCollapse: 'collapse',
  borderBottom: hairline,
  margin: '4px 0 20px',
}

type Labeled = Readonly<Record<string, string | undefined>>

/**
 * What a reader looks up: labels on the left, words on the right. Facts without words are left out; the one that counts most
 * is `strong`. As a list, they may have one label.
 */
export function Facts({ facts, strong }: { facts: Labeled | [string, string][]; strong?: string }) {
  return (
    <table className="data line" width="100%" cellPadding={0} cellSpacing={0} style={tableStyle}>
      <tbody>
        {(Array.isArray(facts) ? facts : Object.entries(facts)).flatMap(([label, words]) =>
          words ? (
            <tr key={label}>
              <th
                scope="row"
                className="muted line"
                style={{ ...cell, width: '84px', paddingRight: '16px', color: light.muted, fontWeight: 400 }}
              >
                {label}
              </th>
              <td className="ink line" style={label === strong ? { ...cell, fontWeight: 600 } : cell}>
                {words}
              </td>
            </tr>
          ) : (
            []
          ),
        )}
      </tbody>
    </table>
  )
}

/** A table of money: what it is on the left, amounts flush right in figures of one width. */
export function MoneyTable({ head, children }: { head: string; children: ReactNode }) {
  const headCell = { ...cell, ...smallText, margin: 0, borderTop: 0, fontWeight: 400 }
  return (
    <table className="data line" width="100%" cellPadding={0} cellSpacing={0} style={tableStyle}>
      <thead>
        <tr>
          <th scope="col" className="muted" style={headCell}>
            {head}
          </th>
          <th scope="col" className="muted" style={{ ...headCell, textAlign: 'right' }}>
            Amount
          </th>
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  )
}

/** One row of a money table; `details` are small under the title, `strong` is for the sum. */
export function MoneyRow(props: { title: string; details?: string[]; amount: string; strong?: boolean }) {
  const weight = props.strong ? { fontWeight: 600 } : {}
  const amount: CSSProperties = props.strong ? { fontWeight: 600, fontSize: '18px' } : {}
  return (
    <tr>
      <td className="ink line" style={{ ...cell, ...weight, paddingRight: '20px' }}>
        {props.title}
        {props.details?.map((detail) => (
          <span key={detail} className="muted" style={{ color: light.muted, fontSize: '14px', lineHeight: '21px' }}>
            <br />
            {detail}
          </span>
        ))}
      </td>
      <td className="ink line" style={{ ...cell, ...weight, ...amount, textAlign: 'right', whiteSpace: 'nowrap' }}>
        {props.amount}
      </td>
    </tr>
  )
}

/** The sessions in their order, numbered. */
export function Sessions({ sessions }: { sessions: SessionWords[] }) {
  return (
    <ol className="ink" style={{ ...bodyText, ...tabular, margin: '0 0 20px', paddingLeft: '28px' }}>
      {sessions.map((session) => (
        <li key={`${session.when} ${session.title ?? ''}`} style={{ margin: '0 0 10px', paddingLeft: '4px' }}>
          {session.title && (
            <>
              <span style={{ fontWeight: 600 }}>{session.title}</span>
              <br />
            </>
          )}
          <span
            className={session.title ? 'muted' : 'ink'}
            style={session.title ? { color: light.muted, fontSize: '15px' } : {}}
          >
            {session.when}
          </span>
        </li>
      ))}
    </ol>
  )
}

/** Things by name, one per line. */
export function Names({ names }: { names: string[] }) {
  return (
    <ul className="ink" style={{ ...bodyText, margin: '0 0 20px', paddingLeft: '22px' }}>
      {names.map((name) => (
        <li key={name} style={{ margin: '0 0 4px' }}>
          {name}
        </li>
      ))}
    </ul>
  )
}

/** How an email begins. Without a name where the only one we have was typed by someone else. */
export const hello = (name: string): string => (name === '' ? 'Hi there,' : `Hi ${name},`)

/** What someone is told whose money goes back. */
export const refundPromise =
  'Your refund goes to your original payment method. There’s nothing you need to do, and we’ll email you when it’s on its way.'
