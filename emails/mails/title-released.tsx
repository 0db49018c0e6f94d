/** @jsxImportSource react */
import * as z from 'zod'
import { Facts } from '../facts.tsx'
import { mail } from '../mail.tsx'
import { Action, Note, Paragraph } from '../parts.tsx'
import { text, url } from '../props.ts'

/** A title that its reader has is there in a new version. Can be turned off. */
export const titleReleased = mail({
  name: 'title-released',
  title: 'New version',
  sentWhen: 'When a title comes out in a new version, to the people who have it.',
  topic: 'newVersions',
  picture: true,
  props: z.object({
    name: text,
    title: text,
    /** The version's label: "4.0". */
    edition: text,
    /** What is new in it, in the organizer's words. */
    note: text.optional(),
    /** The format's name, when it is a pre-order that has come: its reader had nothing to download before. */
    ready: text.optional(),
    titlesUrl: url,
  }),
  subject: (props) =>
    props.ready === undefined ? `New version ${props.edition}: ${props.title}` : `Ready to download: ${props.title}`,
  preview: (props) =>
    props.ready === undefined
      ? (props.note ?? `Version ${props.edition} is ready for you to download.`)
      : 'The title you pre-ordered is here.',
  label: (props) => (props.ready === undefined ? 'New version' : 'Your pre-order'),
  heading: (props) => props.title,
  because: (props) =>
    props.ready === undefined ? `you have ${props.title}, and there’s a new version` : `you pre-ordered ${props.title}`,
  body: (props) => (
    <>
      <Paragraph>
        {props.ready === undefined
          ? `Version ${props.edition} is here. You have this title, so the new version is yours at no charge.`
          : `${props.title} (${props.ready}), which you pre-ordered, is ready to download.`}
      </Paragraph>
      {props.note && <Facts facts={{ 'What’s new': props.note }} />}
      <Action href={props.titlesUrl}>Go to your titles</Action>
      {props.ready === undefined && <Note>Earlier versions stay there too, in case you prefer one.</Note>}
    </>
  ),
  sample: {
    name: 'Maria Okafor',
    title: 'Karl’s Famous 68-Point Checklist',
    edition: '4.0',
    note: 'Longer by twelve points, most of them about cloud services.',
    titlesUrl: 'https://events.example.com/account/titles',
  },
})
