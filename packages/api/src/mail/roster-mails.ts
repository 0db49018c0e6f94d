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
import { SlugParam } from '../catalog/events.ts'
import { type Api, endpoint } from '../http/endpoint.ts'
import { PageQuery, pageOf } from '../http/page-query.ts'

const MailView = z
  .object({
    ...RosterMail.shape,
    counts: z
      .object({
        posted: z.int().describe('Mails handed on so far.'),
        unwanted: z.int().describe('People left out because they have turned news off.'),
      })
      .optional()
      .describe('Once it has been sent.'),
    recipients: z
      .object({
        count: z.int(),
        state: z
          .enum(['exact', 'more', 'counting'])
          .describe('`more`: the roster is too long to be counted at once; have it counted.'),
      })
      .optional()
      .describe('To how many a draft would go now. With one draft alone, not in lists.'),
  })
  .meta({ id: 'RosterMail' })

const bodies = {
  Words: RosterMailWords.meta({ id: 'RosterMailWords' }),
  Change: z
    .strictObject({ ...RosterMailChange.shape, revision: z.int().describe('The one that was looked at.') })
    .meta({ id: 'RosterMailChange' }),
  Send: z
    .strictObject({ revision: z.int().optional().describe('Left out, the draft as it stands.') })
    .meta({ id: 'RosterMailSend' }),
}

const MailParam = SlugParam.extend({ id: z.string().max(40) })

const example = {
  audience: 'everyone',
  about: 'event',
  subject: 'We meet in another room',
  body: 'We meet in room 12.\nPlease bring the workbook.',
}

const idOf = (actor: Actor): string => {
  if (actor.kind === 'person') return actor.id
  throw new Problem('forbidden', 'identity.not-a-person', 'Only a person can do this.')
}

/** Mails by organisers to the people registered for an event. */
export const rosterMailRoutes = (api: Api): void => {
  const { table } = api.services
  const shared = { tag: 'Admin: catalog', who: 'admin' } as const
  const one = { description: 'The mail', schema: MailView }
  const path = '/api/admin/events/{slug}/mails'
  const keyOf = ({ slug, id }: { slug: string; id: string }) => ({ event: slug, id })

  const view = async (mail: RosterMail): Promise<z.infer<typeof MailView>> =>
    mail.startedAt === undefined ? mail : { ...mail, counts: (await findSent(table, mail.id)).counts }

  const show = async (mail: RosterMail, now: Instant, status = 200) => {
    const recipients = mail.state === 'draft' ? await countRecipients(table, mail, now) : undefined
    return { status, body: { ...(await view(mail)), ...(recipients ? { recipients } : {}) } }
  }

  const act = { ...shared, method: 'post', params: MailParam, body: z.strictObject({}), bodyOptional: true } as const

  endpoint(
    api,
    {
      ...shared,
      method: 'get',
      path,
      id: 'listRosterMails',
      audit: notRecorded.impersonal,
      summary: 'List the mails to a roster, the latest first',
      params: SlugParam,
      query: PageQuery,
      answers: { 200: { description: 'A page of mails', schema: pageOf(MailView) } },
    },
    async ({ params, query }) => {
      const { slug } = await getEvent(table, params.slug)
      const { items, next } = await listRosterMails(table, slug, query)
      return { status: 200, body: { items: await Promise.all(items.map(view)), next } }
    },
  )

  endpoint(
    api,
    {
      ...shared,
      method: 'post',
      path,
      id: 'draftRosterMail',
      audit: { action: 'roster-mail.create', subject: '{made}' },
      summary: 'Draft a mail to a roster',
      description: 'Nothing is sent. The body is plain text; each line is a paragraph.',
      params: SlugParam,
      body: bodies.Words,
      bodyExample: example,
      problems: [409],
      answers: { 201: one },
    },
    async ({ params, body, actor, now }) =>
      show(await draftRosterMail(table, params.slug, body, idOf(actor), now), now, 201),
  )

  endpoint(
    api,
    {
      ...shared,
      method: 'get',
      path: `${path}/{id}`,
      id: 'getRosterMail',
      audit: notRecorded.impersonal,
      summary: 'Get a mail to a roster: for how many it is, how far it is, or what came of it',
      params: MailParam,
      answers: { 200: one },
    },
    async ({ params, now }) => show(await getRosterMail(table, keyOf(params)), now),
  )

  endpoint(
    api,
    {
      ...shared,
      method: 'patch',
      path: `${path}/{id}`,
      id: 'changeRosterMail',
      audit: { action: 'roster-mail.change', subject: '{id}' },
      summary: 'Change a draft',
      description: 'Only what is named changes. What was sent does not change.',
      params: MailParam,
      body: bodies.Change,
      bodyExample: { revision: 1, subject: 'We meet in room 12' },
      problems: [409],
      answers: { 200: one },
    },
    async ({ params, body: { revision, ...change }, now }) =>
      show(await changeRosterMail(table, keyOf(params), revision, change, now), now),
  )

  endpoint(
    api,
    {
      ...shared,
      method: 'delete',
      path: `${path}/{id}`,
      id: 'deleteRosterMail',
      audit: { action: 'roster-mail.delete', subject: '{id}' },
      summary: 'Delete a draft',
      params: MailParam,
      problems: [409],
      answers: { 204: { description: 'Gone' } },
    },
    async ({ params }) => {
      await discardRosterMail(table, keyOf(params))
      return { status: 204, body: undefined }
    },
  )

  endpoint(
    api,
    {
      ...act,
      path: `${path}/{id}/test`,
      id: 'testRosterMail',
      audit: { action: 'roster-mail.test', subject: '{id}' },
      summary: 'Send the mail to yourself',
      description: 'The mail itself, as everybody will get it; once for each revision of the draft.',
      problems: [409],
      answers: { 202: one },
    },
    async ({ params, actor, now }) => show(await testRosterMail(table, keyOf(params), idOf(actor), now), now, 202),
  )

  endpoint(
    api,
    {
      ...act,
      path: `${path}/{id}/count`,
      id: 'countRosterMail',
      audit: { action: 'roster-mail.count', subject: '{id}' },
      summary: 'Have the readers of a draft counted, where the roster is long',
      description: 'In the background; the mail tells how far it is.',
      problems: [409],
      answers: { 202: one },
    },
    async ({ params, now }) => {
      const mail = await getRosterMail(table, keyOf(params))
      await startCounting(table, mail, now)
      return show(mail, now, 202)
    },
  )

  endpoint(
    api,
    {
      ...act,
      path: `${path}/{id}/send`,
      id: 'sendRosterMail',
      audit: { action: 'roster-mail.send', subject: '{id}' },
      summary: 'Send a mail to the roster',
      description: 'It sets out after a minute, during which stopping takes it back. Sent twice, it goes once.',
      body: bodies.Send,
      bodyExample: { revision: 1 },
      problems: [409],
      answers: { 202: one },
    },
    async ({ params, body, now }) => {
      const revision = body.revision ?? (await getRosterMail(table, keyOf(params))).revision
      return show(await sendRosterMail(table, keyOf(params), revision, now), now, 202)
    },
  )

  endpoint(
    api,
    {
      ...act,
      path: `${path}/{id}/stop`,
      id: 'stopRosterMail',
      audit: { action: 'roster-mail.stop', subject: '{id}' },
      summary: 'Take a mail back, or stop it',
      description: 'Within the first minute it is a draft again. Later, who has it keeps it and nobody else gets it.',
      problems: [409],
      answers: { 200: one },
    },
    async ({ params, now }) => show(await stopRosterMail(table, keyOf(params), now), now),
  )
}
