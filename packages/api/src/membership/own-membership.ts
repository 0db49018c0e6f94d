import { notRecorded } from '@lectern/core/identity'
import {
  changeMembership,
  isOpen,
  lookAtMemberships,
  type Membership,
  PlanSlug,
  quoteChange,
  setRenewal,
} from '@lectern/core/membership'
import { Instant, notFound } from '@lectern/core/platform'
import * as z from 'zod'
import { type Api, endpoints } from '../http/endpoint.ts'
import { pageOf } from '../http/lists.ts'
import { shown } from '../http/shown.ts'
import { ChangeQuoteView, MembershipView, membershipView } from './membership-view.ts'

const MembershipChange = z
  .strictObject({
    id: z.string().max(40).optional().describe('Which one, when you pay for several.'),
    renews: z.boolean().optional().describe('`false` stops the renewal; `true` takes that back while the period runs.'),
    plan: PlanSlug.optional(),
    /** As the quote said. */
    dueCents: z.int().optional(),
    at: Instant.optional(),
  })
  .refine(({ renews, plan }) => (renews === undefined) !== (plan === undefined), 'Change the renewal or the plan')
  .refine(({ plan, dueCents, at }) => plan === undefined || (dueCents !== undefined && at !== undefined), {
    path: ['dueCents'],
    message: 'Send the price that you were shown, and its `at`',
  })

/** What someone pays for, or was given. */
export const ownMembershipRoutes = (api: Api): void => {
  const { services } = api
  const people = endpoints(api, { who: 'person', tag: 'Membership' })

  const ownOf = async (owner: string, id: string | undefined, now: Instant): Promise<Membership> => {
    const all = (await lookAtMemberships(services, owner, now)).reverse()
    const found = id === undefined ? (all.find((one) => isOpen(one, now)) ?? all[0]) : all.find((one) => one.id === id)
    if (!found) throw notFound('membership')
    return found
  }

  people.get('/api/me/membership', 'getMyMembership', {
    audit: notRecorded.own,
    summary: 'List your memberships, and those you pay for as a team’s owner',
    description: 'As the payment provider says right now.',
    answers: { 200: { description: 'All of them, the newest first', schema: pageOf(MembershipView) } },
    problems: [503],
    run: async ({ actor, now }) => {
      const all = await lookAtMemberships(services, actor.id, now)
      return { items: all.reverse().map((one) => membershipView(one, now)) }
    },
  })
  people.post('/api/me/membership/quote', 'quoteMyMembership', {
    audit: notRecorded.own,
    scope: 'read',
    summary: 'Ask what a change of plan costs',
    body: z.strictObject({ id: z.string().max(40).optional(), plan: PlanSlug }).meta({ id: 'MembershipChangeRequest' }),
    bodyExample: { plan: 'all-access' },
    answers: { 200: { description: 'The price', schema: ChangeQuoteView } },
    problems: [404, 409, 503],
    run: async ({ actor, body, now }) => {
      const membership = await ownOf(actor.id, body.id, now)
      return shown(ChangeQuoteView, await quoteChange(services, membership, { plan: body.plan }, now))
    },
  })
  people.patch('/api/me/membership', 'changeMyMembership', {
    audit: notRecorded.own,
    summary: 'Stop or resume the renewal, or change the plan',
    description:
      'A better plan is charged at once for the days that are left; a lesser one counts from the renewal on.',
    body: MembershipChange.meta({ id: 'MembershipChange' }),
    bodyExample: { renews: false },
    answers: { 200: { description: 'The membership', schema: MembershipView } },
    problems: [404, 409, 503],
    run: async ({ actor, body, now }) => {
      const membership = await ownOf(actor.id, body.id, now)
      const { renews, plan, dueCents = 0, at = now } = body
      const changed =
        renews === undefined
          ? await changeMembership(services, membership, { plan }, { dueCents, at }, now)
          : await setRenewal(services, membership, renews, now)
      return membershipView(changed, now)
    },
  })
}
