import { ensurePerson } from '@lectern/core/identity'
import { createPlan, PlanDetails } from '@lectern/core/membership'
import { addSeconds, epochSeconds, type Instant, instantFromEpochSeconds, type Table } from '@lectern/core/platform'
import { NewPromotion, savePromotion } from '@lectern/core/pricing'
import { randomFrom } from './client.ts'
import { type Luck, livingIn, type Tally } from './members-life.ts'
import { judgeAccess, judgeBooks, type Member, teamEvery, turningPoints } from './members-oracle.ts'
import { type Control, type MembersWorld, openMembersWorld } from './members-world.ts'

export type MembersRun = {
  seed: number
  members: number
  /** In how many days they all buy. */
  days: number
  /** The share whose renewal is declined. */
  declines: number
  control?: Control | undefined
}

export type MembersReport = {
  wrong: string[]
  tally: Tally
  looks: number
  deaths: number
  charged: number
  returned: number
  mails: number
}

const hour = 3600
const day = 24 * hour
const begin: Instant = '2024-03-04T16:00:00Z'

const plans = {
  basic: { title: 'Community', priceCents: 79_900 },
  full: { title: 'All-access', priceCents: 149_900, allAccess: true },
  team: {
    ...{ title: 'Team', priceCents: 199_900, allAccess: true, holder: 'team' },
    seats: { included: 5, extraCents: 30_000, most: 60 },
  },
}

const openShop = async ({ desk }: MembersWorld): Promise<void> => {
  for (const [slug, plan] of Object.entries(plans)) {
    await createPlan(desk, slug, { ...PlanDetails.parse(plan), status: 'on-sale' })
  }
  const off = { LEAP29: { type: 'percent', percentBasisPoints: 2900 }, GIFT: { type: 'free' } }
  for (const [code, benefit] of Object.entries(off)) {
    const terms = { title: code, trigger: 'code', code, benefit, scope: { everything: true } }
    await savePromotion(desk.table, NewPromotion.parse(terms), begin)
  }
}

/**
 * A year and some weeks of people who buy memberships, change, stop and renew them, while cards are declined, webhooks are lost, doubled and
 * late, requests fail, and the process dies between any two writes. Afterwards an oracle that knows only what the provider charged tells who
 * had to be in, and what the books must say.
 */
export const liveAsMembers = async (
  table: Table,
  { seed, members: size, days, declines, control }: MembersRun,
  tell: (line: string) => void = () => {},
): Promise<MembersReport> => {
  const random = randomFrom(seed)
  const luck: Luck = {
    chance: (probability) => random() < probability,
    within: (from, to) => Math.floor(from + random() * (to - from)),
    one: <T>(list: readonly T[]) => list[Math.floor(random() * list.length)] as T,
  }
  const world = await openMembersWorld(table, seed, begin, control)
  const { clock } = world
  const acts: { at: Instant; do: () => Promise<void> }[] = []
  const doAt = (at: Instant, act: () => Promise<void>): void => {
    acts.push({ at, do: act })
  }
  /** Mostly what someone did is acted on at once, now and then only when the clock finds it. */
  const plan = (at: Instant, act: () => Promise<void>): void =>
    doAt(at, async () => {
      await act()
      if (luck.chance(0.7)) await world.drain()
    })
  const ticks = new Set<Instant>()
  /** The clock runs at the next full hour, for all who are due by then. */
  const planTick = (at: Instant): void => {
    const full = instantFromEpochSeconds(Math.ceil(epochSeconds(at) / hour) * hour)
    if (ticks.has(full)) return
    ticks.add(full)
    doAt(full, world.tick)
  }
  const report: MembersReport = { wrong: [], tally: {}, looks: 0, deaths: 0, charged: 0, returned: 0, mails: 0 }
  const look = async (member: Member): Promise<void> => {
    report.looks += 1
    report.wrong.push(...(await judgeAccess(world, member)))
  }
  await openShop(world)
  const members: Member[] = []
  const join = livingIn({ world, luck, plan, declines, tally: report.tally })
  for (let index = 0; index < size; index += 1) {
    const email = `m${index}@${index % teamEvery === 0 ? `team${index}` : 'people'}.example`
    const { id } = await ensurePerson(table, { email, name: 'Someone Here' }, begin)
    const member: Member = {
      ...{ index, email, person: id, seats: [], paid: [] },
      ...{ refunded: new Map(), stoppedOwing: new Map() },
    }
    members.push(member)
    const at = addSeconds(begin, luck.within(0, days) * day + luck.within(1, 1200))
    plan(at, async () => {
      await join(member)
      for (const hours of [1, 2, 3, 27]) planTick(addSeconds(clock.now, hours * hour))
      for (const point of turningPoints(clock.now)) doAt(point, () => look(member))
      const [, , , end = clock.now] = turningPoints(clock.now)
      planTick(addSeconds(end, -30 * day))
      for (const hours of [1, 2]) planTick(addSeconds(end, hours * hour))
    })
  }
  // Each day in which something may be owed, and some weeks after.
  const owing = { from: 364, until: 366 + days + 23 }
  for (
    let at = 20;
    at < owing.until + 22;
    at += at < owing.from - 20 ? 20 : at < owing.from || at > owing.until ? 5 : 1
  )
    planTick(addSeconds(begin, at * day + 3 * hour))

  world.calm = false
  for (let done = 0; acts.length > 0; done += 1) {
    acts.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
    const act = acts.shift()
    if (!act) break
    if (act.at > clock.now) clock.now = act.at
    await world.stripe.billing.passTime()
    await world.stripe.idle()
    await act.do()
    await world.stripe.idle()
    if (done % 1000 === 999) tell(`${clock.now}: ${report.looks} looks, ${world.deaths} deaths, ${acts.length} to come`)
  }
  await world.settle()
  for (const member of members) await look(member)
  const { wrong, provider, ours } = await judgeBooks(world, members)
  report.wrong.push(...wrong)
  for (const of of ['charged', 'returned'] as const) {
    if (provider[of] !== ours[of]) report.wrong.push(`${provider[of]} ${of} there, and ${ours[of]} here`)
  }
  const mails = [...world.arrived.values()].reduce((all, times) => all + times, 0)
  Object.assign(report, { deaths: world.deaths, charged: provider.charged, returned: provider.returned, mails })
  await world.stop()
  return report
}
