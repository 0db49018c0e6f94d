import {
  actorOf,
  addPasskey,
  ensurePerson,
  findPasskey,
  listAudit,
  listPasskeys,
  markPasskeyUsed,
  type Person,
  removeAccess,
  removePasskey,
  renamePasskey,
} from '@lectern/core/identity'
import { listWaiting, outboxShards, type Table } from '@lectern/core/platform'
import { beforeEach, describe, expect, test } from 'vitest'
import { relyingParty } from '../../../packages/web/src/sign-in/relying-party.ts'
import { freshTable } from '../../support/table.ts'
import { browser, signInSite } from './support.tsx'

const now = '2024-02-01T00:00:00Z'
let table: Table
let ada: Person
beforeEach(async () => {
  table = await freshTable()
  ada = await ensurePerson(table, { email: 'ada@example.com', name: 'Ada' }, now)
})

const id = 'AAAAAAAAAAAAAAAAAAAAAA'
const credential = { id, publicKey: 'cHVibGlj', counter: 0, transports: ['internal'] }
const add = (title = 'My laptop', which = id) =>
  addPasskey(table, actorOf(ada, 'session'), { title, credential: { ...credential, id: which } }, now)

describe('passkeys', () => {
  test('are kept for their owner, on record and announced in the same commit', async () => {
    await add()
    expect(await findPasskey(table, id)).toMatchObject({ person: { email: ada.email }, credential })
    expect(await listPasskeys(table, ada.id)).toEqual([{ id, personId: ada.id, title: 'My laptop', createdAt: now }])
    expect((await listAudit(table, { limit: 5 }, now)).items).toMatchObject([
      { action: 'passkey.add', subject: ada.id },
    ])
    const shards = await Promise.all(Array.from({ length: outboxShards }, (_, shard) => listWaiting(table, shard, 10)))
    expect(shards.flat()).toMatchObject([{ topic: 'account.changed', payload: { change: 'passkey-added' } }])
  })

  test('are nobody else’s to add again, rename or remove', async () => {
    await add()
    const eve = await ensurePerson(table, { email: 'eve@example.com', name: 'Eve' }, now)
    const again = addPasskey(table, actorOf(eve, 'session'), { title: 'Mine', credential }, now)
    await expect(again).rejects.toMatchObject({ code: 'identity.passkey-known' })
    await expect(renamePasskey(table, eve.id, id, 'Mine')).rejects.toMatchObject({ kind: 'not-found' })
    await expect(removePasskey(table, eve.id, id)).rejects.toMatchObject({ kind: 'not-found' })
    expect((await findPasskey(table, id))?.person.id).toBe(ada.id)
    await removePasskey(table, ada.id, id)
    expect(await findPasskey(table, id)).toBeUndefined()
  })

  test('of two uses at the same count one is a copy’s, and a removed one is not used', async () => {
    await add()
    const use = () => markPasskeyUsed(table, { id, before: 0, counter: 1 }, now)
    expect((await Promise.all([use(), use()])).toSorted()).toEqual([false, true])
    await removePasskey(table, ada.id, id)
    expect(await markPasskeyUsed(table, { id, before: 1, counter: 2 }, now)).toBe(false)
  })

  test('have a limit, and go with their person', async () => {
    for (let index = 0; index < 20; index += 1) await add(`Key ${index}`, `${id}${String(index).padStart(2, '0')}`)
    await expect(add()).rejects.toMatchObject({ code: 'identity.too-many-passkeys' })
    await removeAccess(table, ada.id)
    expect(await listPasskeys(table, ada.id)).toEqual([])
  })

  test('are for the site’s host, and on one’s own machine for localhost', () => {
    expect(relyingParty('https://lectern.example')).toMatchObject({
      id: 'lectern.example',
      origins: ['https://lectern.example'],
    })
    expect(relyingParty('http://127.0.0.1:3000')).toMatchObject({ id: 'localhost', origins: ['http://localhost:3000'] })
  })

  test('of nobody, without a challenge or with nonsense sign nobody in', async () => {
    const site = signInSite(table)
    const eve = browser(site)
    const answer = JSON.stringify({ id, rawId: id, type: 'public-key', response: {} })
    await add()
    for (const fields of [{}, { answer: '{' }, { answer }, { answer: JSON.stringify({ id: 7 }) }] as Record<
      string,
      string
    >[]) {
      const refused = await eve.post('/sign-in/passkey', fields)
      expect([refused.status, await refused.text()]).toEqual([400, expect.stringContaining('Use an emailed code')])
    }
    await eve.post('/sign-in/passkey/options', {})
    expect((await eve.post('/sign-in/passkey', { answer })).status).toBe(400)
    expect([...eve.cookies.keys()]).toEqual([])
    expect((await eve.post('/sign-in/passkey/add/options', {})).status).toBe(403)
    expect((await eve.post('/sign-in/passkey/add', { title: 'x', answer })).headers.get('location')).toContain(
      'again=1',
    )
  })

  test('are asked for by forms of this site alone', async () => {
    const eve = browser(signInSite(table))
    for (const path of ['/sign-in/passkey', '/sign-in/passkey/options', '/sign-in/passkey/add']) {
      expect((await eve.post(path, {}, { 'sec-fetch-site': 'cross-site' })).status).toBe(403)
    }
  })
})
