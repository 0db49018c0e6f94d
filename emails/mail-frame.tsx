/** @jsxImportSource react */
import type { ReactNode } from 'react'
import { useHue } from './hue.ts'
import { Block, Layout } from './layout.tsx'
import { TextLink } from './parts.tsx'
import type { MailFrame } from './props.ts'
import { bodyText, light, serif, smallText, styleSheet, title } from './theme.ts'

type Props = {
  frame: MailFrame
  subject: string
  /** The line that inboxes show after the subject. */
  preview: string
  /** The small line over the heading: what kind of message this is. */
  label: string
  heading: string
  /** The quiet line under the heading. */
  under: string | undefined
  children: ReactNode
} & Reasons

type Reasons = {
  /** Completes "You're getting this because …". */
  because: string
  /** Completes "It's about …"; absent for an email that can be turned off. */
  about: string | undefined
  /** Where its reader turns it off; absent for what always comes. */
  unsubscribeUrl: string | undefined
}

/** Inboxes show the beginning of a mail after its subject: as many characters. The rest is filled with what shows nothing. */
const previewLength = 150
const nothing = '\u2007\ufeff\u034f '

function Preheader({ children }: { children: string }) {
  const shown = Array.from(children).slice(0, previewLength)
  return (
    <div style={{ display: 'none', maxHeight: 0, overflow: 'hidden' }} data-skip-in-text="true">
      {shown.join('')}
      <span>{nothing.repeat(previewLength - shown.length)}</span>
    </div>
  )
}

/** The sheet every mail is written on: one column of 600 px, the organizer above it, reasons and preferences below it. */
export function MailSheet({ frame, subject, preview, label, heading, under, children, ...reasons }: Props) {
  const hue = useHue()
  return (
    <html lang="en">
      <head>
        <meta httpEquiv="Content-Type" content="text/html; charset=UTF-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <meta name="format-detection" content="telephone=no, date=no, address=no, email=no" />
        <title>{subject}</title>
        <style>{styleSheet(hue)}</style>
      </head>
      <body className="desk" style={{ margin: 0, padding: 0, backgroundColor: light.desk }}>
        <Preheader>{preview}</Preheader>
        {/* Mail programs drop <html>, so the language and the bounds of the mail are said again. */}
        {/* biome-ignore lint/a11y/useSemanticElements: they drop <article> too, and keep the role */}
        <div role="article" aria-roledescription="email" aria-label={subject} lang="en">
          <Block
            className="desk around"
            align="center"
            style={{ padding: '12px 12px 40px', backgroundColor: light.desk }}
          >
            <Layout width="600" style={{ maxWidth: '600px', wordBreak: 'break-word' }}>
              <tr>
                <td className="side head" style={{ padding: '16px 40px' }}>
                  <Masthead frame={frame} />
                </td>
              </tr>
              <tr>
                <td
                  className="paper"
                  style={{
                    backgroundColor: light.paper,
                    border: `1px solid ${light.line}`,
                    borderRadius: '14px',
                    overflow: 'hidden',
                  }}
                >
                  <Layout>
                    <tr>
                      <Top cover={frame.cover} {...hue.light} />
                    </tr>
                    <tr>
                      <td className="side sheet" style={{ padding: '30px 40px 36px' }}>
                        <p
                          className="hue"
                          style={{ ...smallText, margin: '0 0 6px', color: hue.light.ink, fontWeight: 700 }}
                        >
                          {label}
                        </p>
                        <h1 className="ink title" style={title}>
                          {heading}
                        </h1>
                        {under && (
                          <p className="muted" style={{ ...bodyText, margin: '8px 0 0', color: light.muted }}>
                            {under}
                          </p>
                        )}
                        <Block style={{ padding: '14px 0 0' }}>{children}</Block>
                      </td>
                    </tr>
                  </Layout>
                </td>
              </tr>
              <tr>
                <td className="side" style={{ padding: '22px 40px 0' }}>
                  <Foot frame={frame} {...reasons} />
                </td>
              </tr>
            </Layout>
          </Block>
        </div>
      </body>
    </html>
  )
}

function Masthead({ frame: { organizer, siteUrl, logo } }: { frame: MailFrame }) {
  return (
    <a
      className="ink"
      href={siteUrl}
      style={{
        color: light.ink,
        fontFamily: serif,
        fontSize: '18px',
        fontWeight: 700,
        lineHeight: '24px',
        textDecoration: 'none',
      }}
    >
      {logo ? (
        <img
          src={logo.url}
          width={logo.width}
          height={logo.height}
          alt={organizer}
          fetchPriority="low"
          style={{ display: 'block', border: 0, backgroundColor: '#ffffff', borderRadius: '4px' }}
        />
      ) : (
        organizer
      )}
    </a>
  )
}

// Pictures of a high priority React announces in the head: to mail programs, that's a link to something strange.

/** The cover, or a bar in the color of the mail. Without pictures, the cover's place is as quiet as a bar. */
function Top({ cover, ink, tint }: { cover: MailFrame['cover']; ink: string; tint: string }) {
  if (!cover) {
    return (
      <td
        className="bar"
        height={6}
        style={{ backgroundColor: ink, fontSize: 0, lineHeight: '6px' }}
        data-skip-in-text="true"
      >
        &nbsp;
      </td>
    )
  }
  const { src, alt, width, height } = cover
  return (
    <td className="tint" style={{ backgroundColor: tint, fontSize: 0, lineHeight: 0 }}>
      <img
        src={src}
        alt={alt}
        width={width}
        height={height}
        fetchPriority="low"
        style={{ display: 'block', width: '100%', height: 'auto', border: 0 }}
      />
    </td>
  )
}

function Foot({ frame, because, about, unsubscribeUrl }: { frame: MailFrame } & Reasons) {
  const always = about ? ` It’s about ${about}, so we always send it.` : ''
  const quiet = { ...smallText, margin: '0 0 10px' }
  return (
    <>
      <p className="muted" style={quiet}>
        {`You’re getting this because ${because}.${always}`}
      </p>
      <p className="muted" style={quiet}>
        {frame.organizer}
        <br />
        {frame.postalAddress}
      </p>
      <p className="muted" style={{ ...quiet, margin: 0 }}>
        {unsubscribeUrl && (
          <>
            <TextLink href={unsubscribeUrl}>Unsubscribe from these</TextLink>
            {' · '}
          </>
        )}
        <TextLink href={frame.preferencesUrl}>Email preferences</TextLink>
      </p>
    </>
  )
}
