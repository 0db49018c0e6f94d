import { createEvent, EventChange, editEvent, findEvent, NewEvent, planRunAgain, RunAgain } from '@lectern/core/catalog'
import { expect, test } from 'vitest'
import { anEvent, minutes, start } from '../../support/build.ts'
import { freshTable } from '../../support/table.ts'

const promise = {
  audience: ['MSP owners who still do the selling'],
  outcomes: ['A sales playbook for your company', 'A one-page annual marketing plan'],
  faq: [{ question: 'What if I miss a week?', answer: 'Every session is recorded.' }],
  testimonials: [{ quote: 'We closed two deals by week four.', name: 'Amy Babinchak', role: 'Owner, Harbor' }],
}

const input = {
  kind: 'class',
  slug: '5w22',
  title: 'Sales',
  zone: 'America/Los_Angeles',
  schedule: { startsAt: '2024-04-23T09:00', durationMinutes: 60 },
  tickets: [{ name: 'Seat', priceCents: 39_900 }],
}

test('what an event promises is kept with it, changed by name alone, and carries over to the next run', async () => {
  const table = await freshTable()
  await createEvent(table, NewEvent.parse({ ...input, ...promise }), start)
  expect(await findEvent(table, '5w22')).toMatchObject(promise)

  await editEvent(table, '5w22', EventChange.parse({ title: 'Selling' }), minutes(1))
  await editEvent(table, '5w22', EventChange.parse({ audience: [], faq: [] }), minutes(2))
  const changed = await findEvent(table, '5w22')
  expect(changed).toMatchObject({ ...promise, title: 'Selling', audience: [], faq: [] })

  const again = changed && planRunAgain(changed, RunAgain.parse({ startsOn: '2025-04-22' })).input
  expect(again).toMatchObject({ outcomes: promise.outcomes, testimonials: promise.testimonials })
})

test('an event from before has none of it', async () => {
  const table = await freshTable()
  await anEvent(table)
  for (const name of Object.keys(promise)) expect(await findEvent(table, '5w22')).not.toHaveProperty(name)
})

test.each([
  ['an audience of blanks', { audience: [' '] }],
  ['a question without an answer', { faq: [{ question: 'Is it recorded?', answer: ' ' }] }],
  ['a quote of nobody', { testimonials: [{ quote: 'Great.', name: '' }] }],
  ['a field that there isn’t', { testimonials: [{ quote: 'Great.', name: 'Amy', company: 'Harbor' }] }],
])('%s is refused', (_, wrong) => expect(NewEvent.safeParse({ ...input, ...wrong }).success).toBe(false))
