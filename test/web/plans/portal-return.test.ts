import { createPlan, getMembership, listMembershipsOf, PlanDetails } from '@lectern/core/membership'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { placed } from '../../support/build.ts'
import { sessionOf } from '../../support/desk.ts'
import { openSite, type TestSite } from '../../support/site.ts'
import { readText } from '../pages/page-text.ts'

const now = '2024-04-15T16:00:00Z'
let site: TestSite
beforeAll(async () => {
  site = await openSite({ now })
  const plan = PlanDetails.parse({ title: 'Community', priceCents: 79_900 })
  await createPlan(site.services, 'basic', { ...plan, status: 'on-sale' })
})
afterAll(() => site?.stop())

test('the portal leads back to a page of one’s own: in someone else’s session it shows and changes nothing', async () => {
  const maria = await site.signIn('maria@example.com')
  const actor = { kind: 'person', via: 'session', ...maria.person, admin: false } as const
  const order = await placed(site.services, actor.email, 'plan:basic', { actor, now })
  await site.till.pay(sessionOf(order))
  const [membership] = await listMembershipsOf(site.table, actor.id)
  if (!membership?.subscription) throw new Error('not a member')

  const opened = await maria.post('/account/membership/portal', { id: membership.id })
  const portal = opened.headers.get('location')?.split('/').at(-1) ?? ''
  const back = new URL(site.till.billing.getPortal(portal).session.return_url ?? '').pathname
  // What was done there, with every webhook lost, is seen by the person who comes back, and nobody else.
  await site.till.billing.setRenewal(membership.subscription, false, { deliver: false })
  const eve = await site.signIn('eve@example.com')
  expect(await readText(await eve.get(back))).toContain('No membership yet')
  expect((await eve.post('/account/membership/portal', { id: membership.id })).status).toBe(404)
  expect((await eve.get(`/orders/${order.id}`)).status).toBe(404)
  expect((await eve.get(`/orders/${order.id}?token=${'x'.repeat(43)}`)).status).toBe(404)
  expect((await site.visit().get(back)).headers.get('location') ?? '').toContain('/sign-in')
  expect((await getMembership(site.table, membership.id)).renews).toBe(true)
  expect(await readText(await maria.get(back))).toContain('Turn renewal back on')
  expect((await getMembership(site.table, membership.id)).renews).toBe(false)
  expect(site.till.countOf('charge')).toBe(1)
})
