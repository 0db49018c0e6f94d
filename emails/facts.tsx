/** @jsxImportSource react */
import type { CSSProperties, ReactNode } from 'react'
import { useHue } from './hue.ts'
import { Block, Layout } from './layout.tsx'
import { Quieter } from './parts.tsx'
import type { Day } from './props.ts'
import { bodyText, hairline, light, sans, serif, smallText, tabular, title } from './theme.ts'

/** A part on the quiet ground of the mail's own color: what it is for. */
export function Panel({ align, children }: { align?: 'center'; children: ReactNode }) {
  const { tint } = useHue().light
  return (
    <Block style={{ padding: '4px 0 16px' }}>
      <Block
        className="tint panel"
        {...(align ? { align } : {})}
        style={{ padding: '18px 20px', backgroundColor: tint, borderRadius: '14px' }}
      >
        {children}
      </Block>
    </Block>
  )
}

/** A page of a calendar. The words beside it say the same. */
function DayPage({ day: { month, day } }: { day: Day }) {
  const { ink } = useHue().light
  return (
    <td width={72} style={{ width: '72px', verticalAlign: 'top' }} data-skip-in-text="true" aria-hidden="true">
      <table role="presentation" width={56} cellPadding={0} cellSpacing={0} border={0}>
        <tbody>
          <tr>
            <td
              className="paper hue"
              align="center"
              style={{
                padding: '6px 0',
                backgroundColor: light.paper,
                border: hairline,
                borderRadius: '8px',
                color: ink,
                fontFamily: sans,
                fontSize: '12px',
                fontWeight: 700,
                lineHeight: '16px',
              }}
            >
              {month}
              <br />
              <span
                className="ink"
                style={{ color: light.ink, fontFamily: serif, fontSize: '22px', lineHeight: '25px' }}
              >
                {day}
              </span>
            </td>
          </tr>
        </tbody>
      </table>
    </td>
  )
}

/** When and where, as on a ticket: the time is what counts. */
export function When({
  day,
  when,
  where,
  also,
}: {
  day?: Day | undefined
  when: string
  where: string
  also?: string
}) {
  const line = { ...bodyText, ...tabular, margin: 0 }
  return (
    <Panel>
      <Layout>
        <tr>
          {day && <DayPage day={day} />}
          <td style={{ verticalAlign: 'top' }}>
            <p className="ink" style={{ ...line, fontWeight: 700 }}>
              <Quieter>{when}</Quieter>
            </p>
            <p className="ink" style={line}>
              {where}
            </p>
            {also && (
              <p className="muted" style={{ ...line, color: light.muted }}>
                {also}
              </p>
            )}
          </td>
        </tr>
      </Layout>
    </Panel>
  )
}

/** The amount that the mail is about: the largest thing in it. */
export function Sum({ children }: { children: string }) {
  return (
    <p
      className="ink sum"
      style={{ ...title, margin: '0 0 4px', fontSize: '46px', lineHeight: '54px', fontVariantNumeric: 'lining-nums' }}
    >
      {children}
    </p>
  )
}

const cell: CSSProperties = {
  ...bodyText,
  ...tabular,
  margin: 0,
  padding: '5px 0',
  textAlign: 'left',
  verticalAlign: 'top',
}

type Labeled = Readonly<Record<string, string | undefined>>

type Facts = {
  facts: Labeled | [string, string][]
  /** The one that counts most. */
  strong?: string
  /** Labels are kinds of things: they're in the color of the mail. */
  kinds?: boolean
}

/** What a reader looks up: labels on the left, words on the right. Without words a fact is left out. As a list, they may share a label. */
export function Facts({ facts, strong, kinds = false }: Facts) {
  const { ink } = useHue().light
  const shown = (Array.isArray(facts) ? facts : Object.entries(facts)).flatMap(([label, words]) =>
    words ? [{ label, words }] : [],
  )
  if (shown.length === 0) return null
  const look = kinds ? { color: ink, fontWeight: 700 } : { fontWeight: 400 }
  return (
    <Block style={{ padding: '0 0 14px' }}>
      <table className="data" width="100%" cellPadding={0} cellSpacing={0} border={0}>
        <tbody>
          {shown.map(({ label, words }) => (
            <tr key={`${label} ${words}`}>
              <th
                scope="row"
                className={kinds ? 'hue' : 'muted'}
                style={{
                  ...cell,
                  ...smallText,
                  ...look,
                  width: '92px',
                  margin: 0,
                  padding: '5px 14px 5px 0',
                  lineHeight: '25px',
                }}
              >
                {label}
              </th>
              <td className="ink" style={label === strong ? { ...cell, fontWeight: 700 } : cell}>
                <Quieter>{words}</Quieter>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Block>
  )
}

/** A table of money: what it is on the left, amounts flush right in figures of one width. */
export function MoneyTable({ head, children }: { head: string; children: ReactNode }) {
  const headCell = { ...cell, ...smallText, margin: 0, fontWeight: 400 }
  return (
    <Block style={{ padding: '0 0 14px' }}>
      <table className="data" width="100%" cellPadding={0} cellSpacing={0} border={0}>
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
    </Block>
  )
}

type MoneyRow = {
  title: string
  /** Small, under the title. */
  details?: string[]
  amount: string
  /** The sum. */
  strong?: boolean
  /** What the reader saves. */
  good?: boolean
}

/** One row of a money table. */
export function MoneyRow({ title: words, details = [], amount, strong = false, good = false }: MoneyRow) {
  const look: CSSProperties = {
    ...cell,
    padding: '10px 0',
    borderTop: hairline,
    ...(strong ? { fontWeight: 700 } : {}),
    ...(good ? { color: light.good } : {}),
  }
  const large: CSSProperties = strong ? { fontFamily: serif, fontSize: '22px' } : {}
  const className = good ? 'good line' : 'ink line'
  return (
    <tr>
      <td className={className} style={{ ...look, padding: '10px 20px 10px 0' }}>
        {words}
        {details.map((detail) => (
          <span key={detail} className="muted" style={{ color: light.muted, fontSize: '14px', lineHeight: '21px' }}>
            <br />
            {detail}
          </span>
        ))}
      </td>
      <td className={className} style={{ ...look, ...large, textAlign: 'right', whiteSpace: 'nowrap' }}>
        {amount}
      </td>
    </tr>
  )
}
