/** @jsxImportSource react */
import {
  Body,
  Column,
  Container,
  Head,
  Heading,
  Html,
  Img,
  Link,
  Preview,
  Row,
  Section,
  Text,
} from '@react-email/components'
import type { ReactNode } from 'react'
import type { MailFrame } from './props.ts'
import { bodyText, light, link, sans, serif, smallText, styleSheet } from './theme.ts'

type Props = {
  frame: MailFrame
  subject: string
  /** The line that inboxes show after the subject. */
  preview: string
  /** The small line over the heading: what kind of message this is. */
  label: string
  heading: string
  /** Completes "You're getting this because …". */
  because: string
  /** Completes "It's about …"; absent for an email that can be turned off. */
  about?: string
  children: ReactNode
}

/** The sheet every mail is written on: one column of 600 px, the organizer above it, reasons and preferences below it. */
export function MailSheet({ frame, subject, preview, label, heading, because, about, children }: Props) {
  return (
    <Html lang="en">
      <Head>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <title>{subject}</title>
        <style>{styleSheet}</style>
      </Head>
      {/* The body's color is in the style sheet: Body repeats an inline one on a cell that no dark rule can reach. */}
      <Body className="desk" style={{ margin: 0, padding: 0, fontFamily: sans }}>
        <Preview>{preview}</Preview>
        <Row className="desk">
          <Column className="desk-cell" style={{ backgroundColor: light.desk, padding: '28px 12px 36px' }}>
            <Container width="600" style={{ width: '100%', maxWidth: '600px', wordBreak: 'break-word' }}>
              {/* Mail programs drop <html>, so the language and the bounds of the mail are said again. */}
              {/* biome-ignore lint/a11y/useSemanticElements: they drop <article> too, and keep the role */}
              <div role="article" aria-roledescription="email" aria-label={subject} lang="en">
                <Masthead frame={frame} />
                <Row
                  className="paper"
                  style={{
                    backgroundColor: light.paper,
                    border: `1px solid ${light.line}`,
                    borderRadius: '12px',
                    borderCollapse: 'separate',
                  }}
                >
                  <Column className="sheet" style={{ padding: '36px 40px 40px' }}>
                    <Text
                      className="teal"
                      style={{ ...smallText, margin: '0 0 8px', color: light.teal, fontWeight: 600 }}
                    >
                      {label}
                    </Text>
                    <Heading
                      className="ink title"
                      style={{
                        margin: '0 0 20px',
                        color: light.ink,
                        fontFamily: serif,
                        fontSize: '30px',
                        fontWeight: 600,
                        letterSpacing: '-0.01em',
                        lineHeight: '1.2',
                      }}
                    >
                      {heading}
                    </Heading>
                    {children}
                  </Column>
                </Row>
                <Footer frame={frame} because={because} about={about} />
              </div>
            </Container>
          </Column>
        </Row>
      </Body>
    </Html>
  )
}

function Masthead({ frame }: { frame: MailFrame }) {
  return (
    <Row>
      <Column className="margin" style={{ padding: '0 40px 18px' }}>
        <Text style={{ ...bodyText, margin: 0, fontFamily: serif, fontSize: '18px', fontWeight: 600 }}>
          <Link className="ink" href={frame.siteUrl} style={{ color: light.ink, textDecoration: 'none' }}>
            {frame.logo ? (
              <Img
                className="logo"
                src={frame.logo.url}
                width={frame.logo.width}
                height={frame.logo.height}
                alt={frame.organizer}
                style={{ backgroundColor: '#ffffff', borderRadius: '4px' }}
              />
            ) : (
              frame.organizer
            )}
          </Link>
        </Text>
      </Column>
    </Row>
  )
}

function Footer({ frame, because, about }: { frame: MailFrame; because: string; about: string | undefined }) {
  const promise = about
    ? `It’s about ${about}, so we send it whatever your email preferences are.`
    : 'You can turn off emails like this one anytime.'
  const quiet = { ...smallText, margin: '0 0 10px', fontSize: '13px', lineHeight: '20px' }
  return (
    <Section>
      <Row>
        <Column className="margin" style={{ padding: '22px 40px 0' }}>
          <Text className="muted" style={quiet}>
            {`You’re getting this because ${because}. ${promise}`}
          </Text>
          <Text className="muted" style={quiet}>
            {'Choose which emails you get: '}
            <Link className="link" href={frame.preferencesUrl} style={link}>
              your email preferences
            </Link>
          </Text>
          <Text className="muted" style={{ ...quiet, margin: 0 }}>
            {frame.organizer}
            <br />
            {frame.postalAddress}
          </Text>
        </Column>
      </Row>
    </Section>
  )
}
