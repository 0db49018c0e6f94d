import { type Reminder, renderMail } from '@lectern/emails'
import { describe, expect, test } from 'vitest'
import { sampleProps } from '../support/sample-mails.ts'

const names = ['reminder-week', 'reminder-days', 'reminder-day', 'reminder-hour'] as const
const facts = (change: Partial<Reminder>): Reminder => ({ ...sampleProps['reminder-day'], ...change })
const textOf = async (name: (typeof names)[number], change: Partial<Reminder>) =>
  (await renderMail(name, facts(change))).text

describe.each(names)('what %s says to those who cannot come', (name) => {
  test('one session of a class: the recording, and no word of giving anything up', async () => {
    const text = await textOf(name, { several: true, recorded: true, paid: true, isFirst: false })
    expect(text).toContain('It’s recorded')
    expect(text).not.toMatch(/seat back|cancel/i)
  })

  test('the first session of a class: also how to leave the class', async () => {
    const text = await textOf(name, { several: true, recorded: true, paid: true, isFirst: true })
    expect(text).toContain('Change or cancel your registration')
  })

  test('one of several that is not recorded: to write to the organizer', async () => {
    const text = await textOf(name, { kind: 'breakout', several: true, recorded: false, isFirst: false })
    expect(text).toContain('let the organizer know')
    expect(text).not.toMatch(/you’ll find the recording|cancel/i)
  })

  test('a single event: by price, and whether someone else can have the spot', async () => {
    const single = { kind: 'webinar', several: false, isFirst: true } as const
    expect(await textOf(name, { ...single, recorded: true, paid: true, limited: true })).toContain('See your options')
    const limited = await textOf(name, { ...single, recorded: false, paid: false, limited: true })
    expect(limited).toContain('so someone else can have your spot')
    expect(limited).not.toContain('recording')
    const open = await textOf(name, { ...single, recorded: true, paid: false, limited: false })
    expect(open).toContain('You’ll get the recording.')
    expect(open).not.toContain('someone else')
  })

  test('without homework nothing is said of any', async () => {
    const { preparation: _, ...rest } = facts({ kind: 'class' })
    expect((await renderMail(name, rest)).text).not.toMatch(/homework/i)
  })
})
