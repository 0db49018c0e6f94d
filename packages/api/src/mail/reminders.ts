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
import { type Api, endpoints } from '../http/endpoint.ts'
import { noBody, SlugParam } from '../http/inputs.ts'

export const ReminderView = z
  .object({
    id: z.string(),
    kind: z
      .enum(reminderKinds)
      .describe(
        'Before a session, after it for instructors, when its recording or handouts are published, or the survey after the last session.',
      ),
    session: z.string(),
    minutes: z.int().describe('Minutes before the session starts; 0 for those that come after it.'),
    dueAt: z.string().describe('RFC 3339 in UTC: 2024-04-23T16:00:00Z'),
    state: z
      .enum(reminderStates)
      .describe('`passed`: its time was already past when it was scheduled. `missed`: it was too late to be useful.'),
    startedAt: z.string().optional(),
    startedBy: z.enum(['clock', 'organiser']).optional(),
    done: z.boolean().describe('Whether it has been sent to the whole roster.'),
    sent: z.int().optional().describe('How many people it has been sent to so far.'),
    cutOff: z.boolean().optional().describe('The session started before everyone got theirs.'),
  })
  .meta({ id: 'Reminder' })
export type ReminderView = z.infer<typeof ReminderView>

const TimetableView = z
  .object({
    reminders: z.array(ReminderView),
    recipients: z.object({
      people: z.int().describe('How many people would get it if it were sent now.'),
      more: z.boolean().describe('Whether there are more than the count.'),
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
  const admins = endpoints(api, { who: 'admin', tag: 'Admin: catalog' })
  const path = '/api/admin/events/{slug}/reminders'

  admins.get(path, 'listReminders', {
    audit: notRecorded.impersonal,
    summary: "List an event's reminders",
    description: "Sent and scheduled reminders, earliest first. The event's `reminders` set when they go out.",
    answers: { 200: { description: 'The reminders', schema: TimetableView } },
    run: async ({ params, now }) => {
      const { reminders, estimate } = await getTimetable(table, params.slug, now)
      return { reminders: reminders.map(reminderView), recipients: estimate }
    },
  })

  const act = (
    name: 'skip' | 'restore' | 'send',
    words: { summary: string; description: string },
    run: (slug: string, id: string, now: string) => Promise<Reminder>,
  ): void =>
    admins.post(`${path}/{id}/${name}`, `${name}Reminder`, {
      ...words,
      audit: { action: `reminder.${name}`, subject: 'reminder:{slug}:{id}' },
      params: OneReminder,
      ...noBody,
      problems: [409],
      answers: { 200: { description: 'The reminder', schema: ReminderView } },
      run: async ({ params, now }) => reminderView(await run(params.slug, params.id, now)),
    })

  act(
    'skip',
    { summary: 'Skip a reminder', description: 'No one gets it. Skipping it again changes nothing.' },
    (slug, id) => skipReminder(table, slug, id),
  )
  act(
    'restore',
    { summary: 'Schedule a skipped reminder again', description: 'Works until the time it was scheduled for.' },
    (slug, id, now) => restoreReminder(table, slug, id, now),
  )
  act(
    'send',
    {
      summary: 'Send a reminder now',
      description:
        "Sends it to everyone registered who hasn't had it yet. It won't go out again at its scheduled time.",
    },
    (slug, id, now) => sendReminder(table, slug, id, now),
  )
}
