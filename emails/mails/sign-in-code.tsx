/** @jsxImportSource react */
import * as z from 'zod'
import { Panel } from '../facts.tsx'
import { mail } from '../mail.tsx'
import { Action, Note, Paragraph, TextLink } from '../parts.tsx'
import { text, url } from '../props.ts'
import { light, sans, tabular } from '../theme.ts'

const large = { fontSize: '40px', fontWeight: 700, letterSpacing: '6px', lineHeight: '48px' }

/** The code is in the body alone: subjects and preview lines show on locked screens. */
export const signInCode = mail({
  name: 'sign-in-code',
  title: 'Sign-in code',
  sentWhen: 'When someone asks to sign in.',
  topic: 'transactional',
  props: z.object({
    code: text,
    /** How long the code works. */
    minutes: z.number(),
    /** What the reader signs in to; the organizer's name without it. */
    siteName: text.optional(),
    /** Signs in the browser that opens it, once. */
    linkUrl: url.optional(),
    /** Makes the browser that opens it one that may always ask for codes. */
    browserUrl: url.optional(),
  }),
  subject: (props) => `Your sign-in code for ${props.siteName ?? props.organizer}`,
  preview: (props) => `It works for ${minuteText(props.minutes)}. If you didn’t ask for it, ignore this email.`,
  label: 'Sign in',
  heading: 'Your sign-in code',
  because: 'someone asked to sign in with this email address',
  about: 'signing in',
  body: (props) => (
    <>
      <Paragraph>{`Enter this code to sign in to ${props.siteName ?? props.organizer}.`}</Paragraph>
      <Panel align="center">
        <p className="ink" style={{ ...tabular, margin: 0, color: light.ink, fontFamily: sans, ...large }}>
          {props.code}
        </p>
      </Panel>
      <Paragraph>{`It works once, for ${minuteText(props.minutes)}.`}</Paragraph>
      {props.linkUrl !== undefined && (
        <>
          <Paragraph>Or sign in with this link, on this device. Use either one.</Paragraph>
          <Action href={props.linkUrl}>Sign in</Action>
        </>
      )}
      <Note>
        If you didn’t ask for it, ignore this email: nobody can sign in without it. Don’t forward it or share the code.
        We’ll never ask you for either.
      </Note>
      {props.browserUrl !== undefined && (
        <Note>
          Getting codes you didn’t ask for, or can’t get one?{' '}
          <TextLink href={props.browserUrl}>Let this browser ask for codes</TextLink>. That doesn’t sign anyone in.
        </Note>
      )}
    </>
  ),
  sample: {
    code: '402917',
    minutes: 10,
    siteName: 'Lectern',
    linkUrl: 'https://events.example.com/sign-in/link/eyJsIjoxfQ.c2lnbmVk',
    browserUrl: 'https://events.example.com/sign-in/browser/eyJhIjoxfQ.c2lnbmVk',
  },
})

function minuteText(minutes: number): string {
  return minutes === 1 ? '1 minute' : `${minutes} minutes`
}
