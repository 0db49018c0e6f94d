import { eventAccess, pendingGrant } from '@lectern/core/access'
import { createEvent, NewEvent, publishEvent } from '@lectern/core/catalog'
import { ensurePerson } from '@lectern/core/identity'
import { addMaterial, NewMaterial, withoutFiles } from '@lectern/core/materials'
import { addSeconds, commit } from '@lectern/core/platform'
import { createAssignment, NewAssignment } from '@lectern/core/teaching'
import { loadClass } from '../../packages/web/src/pages/class/load-class.ts'
import { type BenchDesk, now } from './bench-desk.ts'

/** What a class page of five weeks, sixty materials and five assignments reads, with more and more students. */
export const countClassPage = async (
  { desk: { table }, meter }: BenchDesk,
  sizes: readonly number[],
): Promise<{ students: number; units: number }[]> => {
  const schedule = { startsAt: '2024-03-05T09:00', durationMinutes: 60, recurrence: 'FREQ=WEEKLY;COUNT=5' }
  const input = NewEvent.parse({
    ...{ kind: 'class', slug: 'taught', title: 'A class', zone: 'America/Los_Angeles', schedule },
    tickets: [{ name: 'Seat', priceCents: 0 }],
  })
  const { sessions } = await createEvent(table, input, now)
  await publishEvent(table, 'taught', now)
  const who = { by: 'per_bench', now }
  for (let number = 0; number < 60; number += 1) {
    const session = sessions[number % 5]?.id
    const asked = { kind: 'handout', session, title: `Handout ${number}`, link: `https://example.com/${number}` }
    await addMaterial({ table, files: withoutFiles }, 'taught', NewMaterial.parse(asked), who)
  }
  for (const { id: session } of sessions) {
    const asked = { session, title: 'Work', instructions: 'Do it.', due: '2024-05-01T12:00', marking: { by: 'none' } }
    await createAssignment(table, 'taught', NewAssignment.parse({ ...asked, publish: true }), who)
  }
  const ada = await ensurePerson(table, { email: 'ada@bench.example', name: 'Ada' }, now)
  const letIn = (personId: string) =>
    commit(table, [
      pendingGrant(table, {
        ...{ personId, what: eventAccess('taught'), source: 'purchase', sourceId: 'ord_1', grantedAt: now },
      }),
    ])
  await letIn(ada.id)
  let there = 1
  const counted: { students: number; units: number }[] = []
  for (const students of sizes) {
    for (; there < students; there += 1) await letIn(`per_${there}`)
    meter.reset()
    const actor = { kind: 'person', via: 'session', ...ada, admin: false } as const
    const { materials } = await loadClass(table, 'taught', actor, addSeconds(now, 3600))
    if (materials.length !== 60) throw new Error(`The page shows ${materials.length} materials`)
    counted.push({ students, units: meter.reads() })
  }
  return counted
}
