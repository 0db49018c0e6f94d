import { getEvent } from '@lectern/core/catalog'
import type { Actor } from '@lectern/core/identity'
import { notRecorded } from '@lectern/core/identity'
import { type Instant, Problem } from '@lectern/core/platform'
import {
  changeRosterMail,
  countRecipients,
  discardRosterMail,
  draftRosterMail,
  findSent,
  getRosterMail,
  listRosterMails,
  RosterMail,
  RosterMailChange,
  RosterMailWords,
  sendRosterMail,
  startCounting,
  stopRosterMail,
  testRosterMail,
} from '@lectern/core/roster-mail'
import * as z from 'zod'
import { type Api, endpoints } from '../http/endpoint.ts'
import { noBody, SlugParam } from '../http/inputs.ts'
import { PageQuery, pageOf } from '../http/lists.ts'

const MailView = z
  .object({
    ...RosterMail.shape,
    counts: z
      .object({
        posted: z.int().describe('Emails sent so far.'),
        unwanted: z.int().describe('People left out because they unsubscribed from news.'),
      })
      .optional()
      .describe('Set after it has been sent.'),
    recipients: z
      .object({
        count: z.int(),
        state: z
          .enum(['exact', 'more', 'counting'])
          .describe('`more`: the roster is too long to count right away; request a count.'),
      })
      .optional()
      .describe('How many people a draft would go to now. Only when you get a single draft.'),
  })
  .meta({ id: 'RosterMail' })

const Change = z
  .strictObject({ ...RosterMailChange.shape, revision: z.int().describe('The revision you last read.') })
  .meta({ id: 'RosterMailChange' })

const Send = z
  .strictObject({ revision: z.int().optional().describe('If you leave it out, the current draft is used.') })
  .meta({ id: 'RosterMailSend' })

const MailParam = SlugParam.extend({ id: z.string().max(40) })

const example = {
  audience: 'everyone',
  about: 'event',
  subject: 'We meet in another room',
  body: 'We meet in room 12.\nPlease bring the workbook.',
}

const idOf = (actor: Actor): string => {
  if (actor.kind === 'person') return actor.id
  throw new Problem('forbidden', 'identity.not-a-person', 'Sign in or send an API key to do this.')
}

/** Emails from organizers to the people registered for an event. */
export const rosterMailRoutes = (api: Api): void => {
  const { table } = api.services
  const admins = endpoints(api, { who: 'admin', tag: 'Admin: catalog' })
  const one = { description: 'The email', schema: MailView }
  const path = '/api/admin/events/{slug}/mails'
  const keyOf = ({ slug, id }: { slug: string; id: string }) => ({ event: slug, id })

  const view = async (mail: RosterMail): Promise<z.infer<typeof MailView>> =>
    mail.startedAt === undefined ? mail : { ...mail, counts: (await findSent(table, mail.id)).counts }

  const show = async (mail: RosterMail, now: Instant) => {
    const recipients = mail.state === 'draft' ? await countRecipients(table, mail, now) : undefined
    return { ...(await view(mail)), recipients }
  }

  admins.get(path, 'listRosterMails', {
    audit: notRecorded.impersonal,
    summary: 'List the emails to a roster, newest first',
    query: PageQuery,
    answers: { 200: { description: 'A page of emails', schema: pageOf(MailView) } },
    run: async ({ params, query }) => {
      const { slug } = await getEvent(table, params.slug)
      const { items, next } = await listRosterMails(table, slug, query)
      return { items: await Promise.all(items.map(view)), next }
    },
  })

  admins.post(path, 'draftRosterMail', {
    audit: { action: 'roster-mail.create', subject: '{made}' },
    summary: 'Draft an email to a roster',
    description: 'Nothing is sent. The body is plain text; each line is a paragraph.',
    body: RosterMailWords.meta({ id: 'RosterMailWords' }),
    bodyExample: example,
    answers: { 201: one },
    run: async ({ params, body, actor, now }) =>
      show(await draftRosterMail(table, params.slug, body, idOf(actor), now), now),
  })

  admins.get(`${path}/{id}`, 'getRosterMail', {
    audit: notRecorded.impersonal,
    summary: 'Get an email to a roster, with its recipients and progress',
    params: MailParam,
    answers: { 200: one },
    run: async ({ params, now }) => show(await getRosterMail(table, keyOf(params)), now),
  })

  admins.patch(`${path}/{id}`, 'changeRosterMail', {
    audit: { action: 'roster-mail.change', subject: '{id}' },
    summary: 'Change a draft',
    description: "Only the fields you send change. Sent emails don't change.",
    params: MailParam,
    body: Change,
    bodyExample: { revision: 1, subject: 'We meet in room 12' },
    answers: { 200: one },
    run: async ({ params, body: { revision, ...change }, now }) =>
      show(await changeRosterMail(table, keyOf(params), revision, change, now), now),
  })

  admins.delete(`${path}/{id}`, 'deleteRosterMail', {
    audit: { action: 'roster-mail.delete', subject: '{id}' },
    summary: 'Delete a draft',
    params: MailParam,
    answers: { 204: { description: 'Deleted' } },
    run: ({ params }) => discardRosterMail(table, keyOf(params)),
  })

  admins.post(`${path}/{id}/test`, 'testRosterMail', {
    params: MailParam,
    ...noBody,
    audit: { action: 'roster-mail.test', subject: '{id}' },
    summary: 'Send the email to yourself',
    description: 'Sends the email exactly as everyone will get it, once per revision of the draft.',
    answers: { 202: one },
    run: async ({ params, actor, now }) => show(await testRosterMail(table, keyOf(params), idOf(actor), now), now),
  })

  admins.post(`${path}/{id}/count`, 'countRosterMail', {
    params: MailParam,
    ...noBody,
    audit: { action: 'roster-mail.count', subject: '{id}' },
    summary: 'Count the recipients of a draft with a long roster',
    description: 'Runs in the background; get the email to see the progress.',
    answers: { 202: one },
    run: async ({ params, now }) => {
      const mail = await getRosterMail(table, keyOf(params))
      await startCounting(table, mail, now)
      return show(mail, now)
    },
  })

  admins.post(`${path}/{id}/send`, 'sendRosterMail', {
    params: MailParam,
    bodyOptional: true,
    audit: { action: 'roster-mail.send', subject: '{id}' },
    summary: 'Send an email to the roster',
    description: 'Sends in 1 minute; stop it before then to make it a draft again. Sending it twice sends it once.',
    body: Send,
    bodyExample: { revision: 1 },
    answers: { 202: one },
    run: async ({ params, body, now }) => {
      const revision = body.revision ?? (await getRosterMail(table, keyOf(params))).revision
      return show(await sendRosterMail(table, keyOf(params), revision, now), now)
    },
  })

  admins.post(`${path}/{id}/stop`, 'stopRosterMail', {
    params: MailParam,
    ...noBody,
    audit: { action: 'roster-mail.stop', subject: '{id}' },
    summary: 'Stop sending an email',
    description:
      "Within the first minute, it becomes a draft again. After that, it stops for everyone who hasn't got it yet.",
    answers: { 200: one },
    run: async ({ params, now }) => show(await stopRosterMail(table, keyOf(params), now), now),
  })
}
