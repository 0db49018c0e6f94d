import { listGrants, pendingRevoke } from '@lectern/core/access'
import { editProduct } from '@lectern/core/catalog'
import { ensurePerson, type Person } from '@lectern/core/identity'
import { changePreferences, findPreferences } from '@lectern/core/mail'
import { materialsTopics } from '@lectern/core/materials'
import { deliver } from '@lectern/core/notifications'
import { announce, commit, drainOutbox } from '@lectern/core/platform'
import { exportPerson } from '@lectern/core/privacy'
import { erasePerson } from '@lectern/core/registration'
import { describe, expect, test } from 'vitest'
import { suppress } from '../../../packages/core/src/mail/suppression-store.ts'
import { committed, minutes, people, start } from '../../support/build.ts'
import { drain, openDesk, type TestDesk } from '../../support/desk.ts'
import { aBook, give } from '../../support/materials.ts'

const released = { product: 'month', format: 'e-book', edition: '4.0' }

/** A book of which 4.0 has come out, and so many people who have it. */
const openShelf = async (count: number) => {
  const desk = await openDesk()
  const editions = [
    { label: '4.0', releasedOn: '2024-03-01', note: 'Twelve points more.' },
    { label: '3.0', releasedOn: '2023-05-01' },
  ]
  await aBook(desk.table, { editions })
  const holders = await Promise.all(
    people(count).map(async (email) => {
      const person = await ensurePerson(desk.table, { email, name: email.split('@')[0] ?? '' }, start)
      await give(desk.table, person.id, 'month:e-book')
      return person
    }),
  )
  return { desk, holders }
}

const tell = (desk: TestDesk, more: Record<string, unknown> = {}) =>
  commit(desk.table, [announce(desk.table, materialsTopics.titleReleased, { ...released, ...more }, start)])

const told = (desk: TestDesk): Record<string, number> => {
  const count: Record<string, number> = {}
  for (const { to } of desk.mails({ template: 'title-released' })) count[String(to)] = (count[String(to)] ?? 0) + 1
  return count
}
const once = (emails: readonly string[]) => Object.fromEntries(emails.map((email) => [email, 1]))

describe('a new version', () => {
  test('is told once to everyone who has the title, whatever dies on the way', async () => {
    const { desk, holders } = await openShelf(60)
    await give(desk.table, holders[0]?.id ?? '', 'month:e-book', { sourceId: 'ord_2' })
    await tell(desk)
    let sent = 0
    const dying: TestDesk['mailer'] = {
      ...desk.mailer,
      send: async (...mail) => {
        const answer = await desk.mailer.send(...mail)
        sent += 1
        if (sent % 7 === 0) throw new Error('killed after sending')
        return answer
      },
    }
    let died = 0
    for (let round = 0; round < 8; round += 1) {
      const at = minutes(round * 10)
      await drainOutbox(
        desk.table,
        () => at,
        (row) => deliver({ ...desk, mailer: dying }, row, at),
        () => {
          died += 1
        },
      )
    }
    expect(died).toBeGreaterThan(5)
    expect(told(desk)).toEqual(once(people(60)))
  })

  test('is told once to a person, also when it comes out in several formats, and again for the next version', async () => {
    const { desk, holders } = await openShelf(3)
    for (const { id } of holders) await give(desk.table, id, 'month:audio')
    await tell(desk)
    await tell(desk, { format: 'audio' })
    await tell(desk)
    expect(await drain(desk)).toEqual([])
    expect(told(desk)).toEqual(once(people(3)))

    await editProduct(desk.table, 'month', { editions: [{ label: '5.0', releasedOn: '2024-03-20' }] }, start)
    await tell(desk, { edition: '5.0' })
    expect(await drain(desk)).toEqual([])
    expect(Object.values(told(desk))).toEqual([2, 2, 2])
  })

  test('comes as a mail that can be turned off with one press', async () => {
    const { desk, holders } = await openShelf(1)
    await tell(desk)
    expect(await drain(desk)).toEqual([])
    const [mail] = desk.mails({ template: 'title-released' })
    expect(mail?.subject).toBe('New version 4.0: Managed Services in a Month')
    expect(mail?.text).toContain('Twelve points more.')
    expect(mail?.text).toContain('https://lectern.example/account/titles')
    const link = /^<(https:\/\/lectern\.example\/preferences\/(per_\w{26})-[\w-]{43})\?topic=newVersions>$/.exec(
      String(mail?.headers?.['List-Unsubscribe']),
    )
    expect(link?.[2]).toBe(holders[0]?.id)
    expect(mail?.headers?.['List-Unsubscribe-Post']).toBe('List-Unsubscribe=One-Click')
    expect(mail?.text).toContain(link?.[1])
  })

  test('is told neither to who turned it off, gave the title back, is gone, nor to an address that takes nothing', async () => {
    const { desk, holders } = await openShelf(5)
    const [off, back, gone, bounced, last] = holders as [Person, Person, Person, Person, Person]
    await changePreferences(desk.table, off.id, { newVersions: false }, start)
    await erasePerson(desk, gone, { cancel: false }, start)
    const [grant] = await listGrants(desk.table, back.id)
    await tell(desk, { edition: '3.0' })
    expect(await drain(desk)).toEqual([])
    await suppress(desk.table, { email: bounced.email, why: 'bounced', at: start })
    expect(Object.keys(told(desk)).sort()).toEqual([back.email, bounced.email, last.email].sort())

    await committed(desk.table, grant ? [pendingRevoke(desk.table, grant)] : [])
    await tell(desk)
    expect(await drain(desk)).toEqual([])
    expect(told(desk)).toEqual({ [back.email]: 1, [bounced.email]: 1, [last.email]: 2 })
  })

  test('that was taken back before it could be told is not', async () => {
    const { desk } = await openShelf(2)
    await tell(desk, { edition: '9.0' })
    await tell(desk, { product: 'gone' })
    expect(await drain(desk)).toEqual([])
    expect(told(desk)).toEqual({})
  })
})

test('what someone chose to be mailed is told them with the rest, and goes with them', async () => {
  const { desk, holders } = await openShelf(1)
  const [person] = holders as [Person]
  await changePreferences(desk.table, person.id, { newVersions: false }, start)
  expect((await exportPerson(desk.table, person, start, start)).mailPreferences).toMatchObject({ newVersions: false })
  await erasePerson(desk, person, { cancel: false }, start)
  expect(await drain(desk)).toEqual([])
  expect(await findPreferences(desk.table, person.id)).toMatchObject({ newVersions: true })
})
