import { eventAccess, pendingGrant } from '@lectern/core/access'
import { createPlan, findSeat, listMembershipsOf, PlanDetails } from '@lectern/core/membership'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { invitationUrl } from '../../../packages/core/src/membership/join-team.ts'
import { anEvent, aPromotion, aWebinar, committed } from '../../support/build.ts'
import { openSite, type TestSite, type Visitor } from '../../support/site.ts'
import { fieldValue, readText } from '../pages/page-text.ts'

let site: TestSite
const bought = '2024-04-15T16:00:00Z'
beforeAll(async () => {
  site = await openSite({ now: bought })
  const plans = {
    basic: { title: 'Community', priceCents: 79_900, includes: ['Breakouts'] },
    full: { title: 'All-access', priceCents: 149_900, allAccess: true },
    squad: {
      ...{ title: 'Team', priceCents: 199_900, allAccess: true, holder: 'team' },
      seats: { included: 5, extraCents: 30_000, most: 60 },
    },
    later: { title: 'Later', priceCents: 500_000 },
  }
  for (const [slug, plan] of Object.entries(plans)) {
    const status = slug === 'later' ? 'draft' : 'on-sale'
    await createPlan(site.services, slug, { ...PlanDetails.parse(plan), status })
  }
  await aPromotion(site.table, { code: 'LEAP29' })
  await aWebinar(site.table)
  await anEvent(site.table)
})
beforeEach(() => {
  site.clock.now = bought
})
afterAll(() => site.stop())

/** Presses the button that buys, and pays on the provider's page. */
const join = async (visitor: Visitor, path: string, typed: Record<string, string> = {}): Promise<void> => {
  const priced = await (await visitor.post(path, { act: 'price', ...typed })).text()
  const fields = { key: fieldValue(priced, 'key') ?? '', shown: fieldValue(priced, 'shown') ?? '' }
  const answer = await visitor.post(path, { act: 'buy', ...fields, ...typed })
  expect(answer.status).toBe(303)
  const session = answer.headers.get('location')?.split('/').at(-1) ?? ''
  await site.till.pay(session)
}

describe('plans', () => {
  test('are shown side by side with what is in them; a draft is not', async () => {
    const page = await readText(await site.visit().get('/membership'))
    for (const words of ['Community', '$799', 'All-access', 'Every class included', 'Team', '5, then $300 each']) {
      expect(page).toContain(words)
    }
    expect(page).not.toContain('Later')
    expect((await site.visit().get('/membership/later')).status).toBe(404)
    expect((await site.visit().get('/membership/nothing')).status).toBe(404)
  })

  test('a visitor signs in first, and is led back', async () => {
    const page = await (await site.visit().get('/membership/basic')).text()
    expect(page).toContain('/sign-in?next=/membership/basic')
    expect(page).not.toContain('name="code"')
  })
})

describe('a member', () => {
  test('buys with a code, sees when it renews and for how much, and stops that in one press', async () => {
    const maria = await site.signIn('maria@example.com')
    const priced = await readText(await maria.post('/membership/basic', { act: 'price', code: 'LEAP29' }))
    expect(priced).toContain('$567.29')
    expect(priced).toContain('for $799, unless you stop it')
    await join(maria, '/membership/basic', { code: 'LEAP29' })
    const own = await readText(await maria.get('/account/membership'))
    expect(own).toContain('Renews Tuesday, April 15, 2025, for $799')
    expect(await readText(await maria.get('/membership/basic'))).toContain('You have the community already')

    const html = await (await maria.get('/account/membership')).text()
    const stopped = await maria.post('/account/membership/renewal', { id: fieldValue(html, 'id') ?? '', renews: 'no' })
    expect(stopped.headers.get('location')).toBe('/account/membership?done=stopped')
    const after = await readText(await maria.get('/account/membership'))
    expect(after).toContain('You keep everything until Tue, Apr 15, 2025 (Pacific)')
    expect(after).toContain('Turn renewal back on')
  })

  test('switches plans at the price that is on the button', async () => {
    const nora = await site.signIn('nora@example.com')
    await join(nora, '/membership/basic')
    site.clock.now = '2024-09-27T16:00:00Z'
    const html = await (await nora.get('/account/membership/switch?plan=full')).text()
    expect(html).toContain('$383.56')
    const fields = { plan: 'full', due: fieldValue(html, 'due') ?? '', at: fieldValue(html, 'at') ?? '' }
    const wrong = await nora.post('/account/membership/switch', { ...fields, due: '1' })
    expect(wrong.status).toBe(409)
    expect(await readText(wrong)).toContain('The price has changed')
    expect((await nora.post('/account/membership/switch', fields)).status).toBe(303)
    expect(await readText(await nora.get('/account/membership'))).toContain('All-access')
  })

  test('who buys a better plan beside the one they pay for is led to changing it instead', async () => {
    const lena = await site.signIn('lena@example.com')
    await join(lena, '/membership/basic')
    const priced = await (await lena.post('/membership/full', { act: 'price' })).text()
    const fields = { key: fieldValue(priced, 'key') ?? '', shown: fieldValue(priced, 'shown') ?? '' }
    const refused = await lena.post('/membership/full', { act: 'buy', ...fields })
    expect(refused.status).toBe(400)
    expect(await refused.text()).toMatch(/<a class="[^"]*" href="\/account\/membership[^"]*">Change your plan<\/a>/)
  })

  test('reaches nothing of someone else’s', async () => {
    const eve = await site.signIn('eve@example.com')
    const maria = await site.signIn('maria@example.com')
    const [membership] = await listMembershipsOf(site.table, maria.person.id)
    const id = membership?.id ?? ''
    for (const path of ['/account/membership/renewal', '/account/membership/portal']) {
      expect((await eve.post(path, { id, renews: 'no' })).status).toBe(404)
    }
    expect((await eve.get('/account/team')).status).toBe(404)
    expect((await eve.get('/team-invitations/tem_nothing')).status).toBe(404)
    expect(await readText(await eve.get('/account/membership'))).toContain('No membership yet')
  })
})

describe('a team', () => {
  test('is named and bought; people are invited, take their seats, and lose them at once', async () => {
    const olivia = await site.signIn('olivia@northwind.example')
    const unnamed = await olivia.post('/membership/squad', { act: 'buy', key: 'k'.repeat(30), shown: '199900' })
    expect(unnamed.status).toBe(400)
    expect(await readText(unnamed)).toContain('Name your team')
    await join(olivia, '/membership/squad', { team: 'Northwind IT', seats: '5' })
    expect(await readText(await olivia.get('/account/team'))).toContain('0 of 5 seats taken')

    const wrong = await olivia.post('/account/team/invite', { emails: 'ben@northwind.example\nnobody' })
    expect(await readText(wrong)).toContain('“nobody” isn’t an email address')
    await olivia.post('/account/team/invite', { emails: 'ben@northwind.example, cy@northwind.example' })
    expect(await readText(await olivia.get('/account/team'))).toContain('2 of 5 seats taken')

    const ben = await site.signIn('ben@northwind.example')
    const [membership] = await listMembershipsOf(site.table, olivia.person.id)
    const team = membership?.holder.team ?? ''
    const seat = await findSeat(site.table, team, 'ben@northwind.example')
    if (!seat) throw new Error('not invited')
    const path = new URL(invitationUrl(site.services, seat)).pathname
    const cy = await site.signIn('cy@northwind.example')
    expect((await cy.get(path)).status).toBe(404)
    expect(await readText(await ben.get(path))).toContain('Northwind IT has a seat for you')
    expect((await ben.post(path)).status).toBe(303)
    expect(await readText(await ben.get('/membership'))).toContain('You have the team')

    expect(await readText(await ben.get('/account/membership'))).toContain('You have a seat in Northwind IT')
    expect(await readText(await olivia.get('/account/membership'))).toContain('You pay for your team’s membership')
    expect(await readText(await olivia.get('/account/team/use'))).toContain('Nothing yet')
    expect((await ben.get('/account/team/use')).status).toBe(404)
    await committed(
      site.table,
      [
        ['kpis', 'membership', '2024-04-16T09:00:00Z'] as const,
        ['5w22', 'purchase', '2024-04-16T09:00:00Z'] as const,
      ].map(([slug, source, grantedAt]) =>
        pendingGrant(site.table, {
          ...{ personId: ben.person.id, what: eventAccess(slug), source, sourceId: 'ord_a', grantedAt },
        }),
      ),
    )
    const used = await readText(await olivia.get('/account/team/use'))
    expect(used).toContain('The Unpopular Truth about KPIs')
    expect(used).not.toContain('MSP Professional Sales Program')

    site.clock.now = '2024-09-27T16:00:00Z'
    const html = await (await olivia.get('/account/team/seats?seats=7')).text()
    expect(html).toContain('$328.77')
    const fields = { seats: '7', due: fieldValue(html, 'due') ?? '', at: fieldValue(html, 'at') ?? '' }
    await olivia.post('/account/team/seats', fields)
    expect(await readText(await olivia.get('/account/team'))).toContain('of 7 seats taken')

    for (const act of ['revoke', 'give']) {
      expect((await olivia.post(`/account/team/${act}`, { email: 'x'.repeat(3000) })).status).toBeLessThan(500)
    }
    await olivia.post('/account/team/revoke', { email: 'ben@northwind.example' })
    expect(await readText(await ben.get('/membership'))).not.toContain('You have the team')
    expect((await ben.get('/account/team')).status).toBe(404)
    expect(await readText(await ben.get('/account/membership'))).toContain('No membership yet')
  })

  test('offers a seat to the person who signs in with its domain, and nobody else', async () => {
    const olivia = await site.signIn('olivia@northwind.example')
    const settings = { name: 'Northwind IT', join: 'take', managers: '' }
    const refused = await olivia.post('/account/team/settings', { ...settings, domains: 'gmail.com' })
    expect(await readText(refused)).toContain('Anybody can have an address at gmail.com')
    await olivia.post('/account/team/settings', { ...settings, domains: 'northwind.example' })
    const dan = await site.signIn('dan@northwind.example')
    expect(await readText(await dan.get('/account/team/join'))).toContain('Join Northwind IT')
    expect((await dan.post('/account/team/join')).status).toBe(303)
    const stranger = await site.signIn('x@evil-northwind.example')
    expect((await stranger.get('/account/team/join')).status).toBe(404)
    expect((await stranger.post('/account/team/join')).status).toBe(404)
  })
})

describe('an admin', () => {
  test('puts a plan on sale, sees who pays, and refunds what is on the button', async () => {
    const admin = await site.signIn('admin@example.com', { admin: true })
    const wrong = await admin.post('/admin/plans/new', {
      slug: 'gold',
      title: 'Gold',
      price: 'much',
      status: 'on-sale',
      holder: 'one',
    })
    expect(wrong.status).toBe(400)
    const gold = {
      slug: 'gold',
      title: 'Gold',
      price: '2500',
      status: 'on-sale',
      holder: 'one',
      includes: 'Everything',
    }
    expect((await admin.post('/admin/plans/new', gold)).status).toBe(303)
    expect(await readText(await site.visit().get('/membership'))).toContain('Gold')
    expect(await readText(await admin.get('/admin/plans'))).toContain('On sale')
    expect((await admin.get('/admin/plans/gold')).status).toBe(200)

    const gus = await site.signIn('gus@example.com')
    await join(gus, '/membership/gold')
    const [membership] = await listMembershipsOf(site.table, gus.person.id)
    expect(await readText(await admin.get('/admin/memberships'))).toContain('gus@example.com')
    const page = `/admin/memberships/${membership?.id}`
    const html = await (await admin.get(page)).text()
    expect(html).toContain('Refund $2,500 and end it')
    expect((await admin.post(`${page}/refund`, { cents: '1' })).status).toBe(400)
    expect((await admin.post(`${page}/refund`, { cents: fieldValue(html, 'cents') ?? '' })).status).toBe(303)
    expect(await readText(await gus.get('/account/membership'))).toContain('Ended')
    expect((await gus.get('/admin/memberships')).status).toBe(404)
  })
})
