import { type MailName, type Reminder, renderMail } from '@lectern/emails'
import { describe, expect, it } from 'vitest'
import { samplesOf } from '../support/sample-mails.ts'

type ReminderName = Extract<MailName, `reminder-${string}`>
const names: ReminderName[] = ['reminder-week', 'reminder-days', 'reminder-day', 'reminder-hour']

const of = (name: ReminderName, kind: Reminder['kind']): Reminder => {
  const sample = samplesOf(name).find(({ props, label }) => label !== 'As usual' && props.kind === kind)
  if (!sample) throw new Error(`${name} has no sample for ${kind}`)
  return sample.props
}
const textOf = async (name: ReminderName, kind: Reminder['kind'], change: Partial<Reminder> = {}) =>
  (await renderMail(name, { ...of(name, kind), ...change })).text

describe.each(names)('%s', (name) => {
  it('fits each kind of event with words of its own', async () => {
    expect(await textOf(name, 'class')).toMatch(/Homework/)
    expect(await textOf(name, 'webinar')).toMatch(/question|prepare/i)
    expect(await textOf(name, 'breakout')).toMatch(/progress/)
    expect(await textOf(name, 'conference')).toMatch(/check-in/i)
    expect(await textOf(name, 'meeting')).not.toMatch(/homework|check-in/i)
  })

  it('says how far away it is, first of all in the subject', async () => {
    const { startsIn } = of(name, 'webinar')
    const { subject, text } = await renderMail(name, of(name, 'webinar'))
    expect(subject.toLowerCase()).toMatch(new RegExp(`^${startsIn}: `))
    expect(text).toContain(`Your webinar starts ${startsIn}.`)
  })

  it('counts the weeks of a class', async () => {
    expect(await textOf(name, 'class')).toContain(`week 2 of 5`)
    const first = await textOf(name, 'class', { isFirst: true, week: { number: 1, of: 5 } })
    expect(first).toContain('It’s the first of 5 weeks.')
  })

  it('speaks of joining only where there is something to join', async () => {
    expect(await textOf(name, 'conference')).not.toMatch(/\bjoin\b/i)
    const { joinUrl: _, ...there } = of(name, 'meeting')
    expect((await renderMail(name, there)).text).not.toMatch(/\bjoin\b/i)
    expect(await textOf(name, 'webinar')).toContain('https://meet.example.com/pricing')
  })

  it('says that a breakout is not recorded, once it is near', async () => {
    const text = await textOf(name, 'breakout')
    expect(/not recorded/.test(text)).toBe(name !== 'reminder-week')
  })
})

it('joins with the button from the day before on, and leads to the page earlier', async () => {
  for (const name of ['reminder-day', 'reminder-hour'] as const) {
    expect(await textOf(name, 'class')).toContain('Join session https://meet.example.com/5w22')
  }
  for (const name of ['reminder-week', 'reminder-days'] as const) {
    expect(await textOf(name, 'class')).toContain('See the class https://events.example.com/events/5w22')
  }
})
