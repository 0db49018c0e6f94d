import { findOrganizerSettings, OrganizerSettings, saveOrganizer } from '@lectern/core/organizer'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AdminSite, openAdminSite } from '../../support/admin-site.ts'
import { makeEvent, salesClass } from '../../support/program.ts'

let site: AdminSite
beforeAll(async () => {
  site = await openAdminSite()
})
afterAll(() => site.stop())

/** The steps that are done, and the one that is next. */
const steps = async () => {
  const html = await (await site.admin.get('/admin')).text()
  const items = [...html.matchAll(/<li(?: class="(did|now)")?><span class="num".*?<b class="strong">([^<]*)<\/b>/gs)]
  const named = (wanted: string) => items.filter(([, look]) => look === wanted).map(([, , words]) => words)
  return { all: items.length, did: named('did'), now: named('now') }
}

test('an empty house says what comes first, step by step from what is there, and no more once someone has ordered', async () => {
  expect(await steps()).toEqual({ all: 7, did: ['Create your account'], now: ['Name your organization'] })
  const empty = await site.admin.read('/admin')
  for (const words of ['Welcome, Karl', '1 of 7', 'No events yet', 'No promotions yet']) expect(empty).toContain(words)

  const { organizer } = site.services
  const settings = OrganizerSettings.parse({
    ...{ name: 'Small Biz Thoughts', replyTo: 'team@example.com', postalAddress: organizer.postalAddress },
    ...{ zone: organizer.zone, countriesFirst: [], terms: '', refundText: '' },
  })
  await saveOrganizer(site.table, organizer, { settings }, organizer.revision, site.clock.now)
  Object.assign(site.services.organizer, await findOrganizerSettings(site.table))
  expect((await steps()).now).toEqual(['Create your first event'])

  await makeEvent(site.table, { ...salesClass, slug: 'first' }, site.clock.now, { draft: true })
  expect((await steps()).now).toEqual(['Publish it'])
  expect(await site.admin.read('/admin')).not.toContain('No events yet')

  const event = await makeEvent(site.table, salesClass, site.clock.now)
  expect((await steps()).now).toEqual(['Add a title or a promotion'])

  await site.order(event, { email: 'dana@example.com', name: 'Dana Goulston' })
  expect((await steps()).all).toBe(0)
  expect(await site.admin.read('/admin')).toContain('Latest orders')
})
