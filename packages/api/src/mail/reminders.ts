import { notRecorded } from '@lectern/core/identity'
import {
  getTimetable,
  type Reminder,
  reminderKinds,
  reminderStates,
  restoreReminder,
  sendReminder,
  skipReminder,
} from '@lectern/core/reminders'
import * as z from 'zod'
import { SlugParam } from '../catalog/events.ts'
import { type Api, endpoint } from '../http/endpoint.ts'

export const ReminderView = z
  .object({
    id: z.string(),
    kind: z
      .enum(reminderKinds)
      .describe(
        'Before a session, after it to those who teach, when its recording or handouts are published, or the question after the last one.',
      ),
    session: z.string(),
    minutes: z.int().describe('Minutes before the session starts; 0 for what comes afterwards.'),
    dueAt: z.string().describe('RFC 3339 in UTC: 2024-04-23T16:00:00Z'),
    state: z
      .enum(reminderStates)
      .describe('`passed`: its moment lay behind when it was planned. `missed`: found when it made sense no more.'),
    startedAt: z.string().optional(),
    startedBy: z.enum(['clock', 'organiser']).optional(),
    done: z.boolean().describe('Whether it has gone to the whole roster.'),
    sent: z.int().optional().describe('To how many people it went, as far as it is through.'),
    cutOff: z.boolean().optional().describe('The session began before everybody had theirs.'),
  })
  .meta({ id: 'Reminder' })
export type ReminderView = z.infer<typeof ReminderView>

const TimetableView = z
  .object({
    reminders: z.array(ReminderView),
    recipients: z.object({
      people: z.int().describe('To how many people one would go now.'),
      more: z.boolean().describe('Whether there are more than were counted.'),
    }),
  })
  .meta({ id: 'ReminderTimetable' })

const reminderView = (reminder: Reminder): ReminderView => {
  const { event: _, run: __, revision: ___, partsLeft, ...rest } = reminder
  return { ...rest, done: reminder.state === 'started' && partsLeft === 0 }
}

const OneReminder = SlugParam.extend({ id: z.string().max(80) })

/** What goes to those registered for an event, and when. */
export const reminderRoutes = (api: Api): void => {
  const { table } = api.services
  const shared = { tag: 'Admin: catalog', who: 'admin' } as const
  const path = '/api/admin/events/{slug}/reminders'

  endpoint(
    api,
    {
      ...shared,
      method: 'get',
      path,
      id: 'listReminders',
      audit: notRecorded.impersonal,
      summary: 'Get the timetable of an event’s reminders',
      description: 'What will go and has gone, the earliest first. Its moments are the event’s `reminders`.',
      params: SlugParam,
      answers: { 200: { description: 'The timetable', schema: TimetableView } },
    },
    async ({ params, now }) => {
      const { reminders, estimate } = await getTimetable(table, params.slug, now)
      return { status: 200, body: { reminders: reminders.map(reminderView), recipients: estimate } }
    },
  )

  const act = (
    name: 'skip' | 'restore' | 'send',
    words: { summary: string; description: string },
    run: (slug: string, id: string, now: string) => Promise<Reminder>,
  ): void =>
    endpoint(
      api,
      {
        ...shared,
        ...words,
        method: 'post',
        path: `${path}/{id}/${name}`,
        id: `${name}Reminder`,
        audit: { action: `reminder.${name}`, subject: 'reminder:{slug}:{id}' },
        params: OneReminder,
        body: z.strictObject({}),
        bodyOptional: true,
        problems: [409],
        answers: { 200: { description: 'The reminder', schema: ReminderView } },
      },
      async ({ params, now }) => ({ status: 200, body: reminderView(await run(params.slug, params.id, now)) }),
    )

  act(
    'skip',
    { summary: 'Skip a reminder', description: 'Nobody gets it. Skipping it again changes nothing.' },
    (slug, id) => skipReminder(table, slug, id),
  )
  act(
    'restore',
    { summary: 'Plan a skipped reminder again', description: 'As long as its moment is ahead.' },
    (slug, id, now) => restoreReminder(table, slug, id, now),
  )
  act(
    'send',
    {
      summary: 'Send a reminder at once',
      description: 'To everybody registered by now who has not had it, and not again when it would have been due.',
    },
    (slug, id, now) => sendReminder(table, slug, id, now),
  )
}
