/** @jsxImportSource react */
import * as z from 'zod'
import { When } from '../facts.tsx'
import { mail } from '../mail.tsx'
import { Action, Note, Paragraph } from '../parts.tsx'
import { Day, text, url } from '../props.ts'
import { salesProgram } from '../sample-event.ts'

/** A class runs again, for someone who asked to hear of it. Can be turned off. */
export const nextRun = mail({
  name: 'next-run',
  title: 'Next run',
  sentWhen: 'Once, when an event is published again, to people who asked to hear about it.',
  topic: 'news',
  picture: true,
  props: z.object({
    name: text,
    eventTitle: text,
    kindLabel: text,
    when: text,
    day: Day.optional(),
    where: text,
    eventUrl: url,
  }),
  subject: (props) => `It’s on again: ${props.eventTitle}`,
  preview: (props) => props.when,
  label: (props) => props.kindLabel,
  heading: (props) => props.eventTitle,
  because: (props) => `you asked to hear when ${props.eventTitle} runs again`,
  body: (props) => (
    <>
      <Paragraph>You asked us to tell you about the next run. Here it is, and registration is open.</Paragraph>
      <When day={props.day} when={props.when} where={props.where} />
      <Action href={props.eventUrl}>See the event and register</Action>
      <Note>That’s all you asked for. We won’t write about later runs unless you ask again.</Note>
    </>
  ),
  sample: {
    name: 'Maria Okafor',
    eventTitle: salesProgram.eventTitle,
    kindLabel: 'Five-week class · 5W30',
    when: 'Tuesdays, Sep 10 – Oct 8, 2024, 9:00 AM Pacific (noon Eastern)',
    day: { month: 'Sep', day: '10' },
    where: 'Online',
    eventUrl: salesProgram.eventUrl,
  },
})
