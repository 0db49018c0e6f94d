import type { Child } from 'hono/jsx'
import { Badge, type BadgeProps } from './badge.tsx'

type Face = { words: string } & Pick<BadgeProps, 'tone' | 'dot'>

// Events, registrations, orders, mails: one face for each state, so that a state looks alike wherever it is named.
const faces = {
  upcoming: { words: 'Upcoming', dot: 'primary' },
  live: { words: 'Live now', tone: 'live', dot: 'live' },
  'under-way': { words: 'In progress', tone: 'live', dot: 'secondary' },
  ended: { words: 'Ended', tone: 'quiet', dot: 'hollow' },
  'few-left': { words: 'Few seats left', tone: 'ending' },
  'sold-out': { words: 'Sold out' },
  'sales-closed': { words: 'Registration closed', tone: 'quiet', dot: 'hollow' },
  'sales-not-open': { words: 'Opens soon', dot: 'hollow' },
  draft: { words: 'Draft', tone: 'draft' },
  published: { words: 'Published', dot: 'success' },
  cancelled: { words: 'Canceled', tone: 'error' },
  rescheduled: { words: 'New time', tone: 'ending' },
  'members-only': { words: 'Members only' },
  'invited-only': { words: 'By invitation' },
  recorded: { words: 'Recording available', tone: 'live' },
  registered: { words: 'You’re registered', tone: 'good', dot: 'success' },
  confirmed: { words: 'Confirmed', dot: 'success' },
  'awaiting-payment': { words: 'Awaiting payment', dot: 'ending' },
  held: { words: 'Seat held', dot: 'ending' },
  waiting: { words: 'On the waitlist', dot: 'ending' },
  offered: { words: 'Spot offered', tone: 'ending' },
  expired: { words: 'Expired', tone: 'quiet', dot: 'hollow' },
  refunded: { words: 'Refunded', tone: 'quiet', dot: 'hollow' },
  disputed: { words: 'Disputed', dot: 'error' },
  attended: { words: 'Attended', dot: 'success' },
  absent: { words: 'Absent', tone: 'quiet', dot: 'hollow' },
  scheduled: { words: 'Scheduled', dot: 'primary' },
  sent: { words: 'Sent', dot: 'success' },
  delivered: { words: 'Delivered', dot: 'success' },
  bounced: { words: 'Bounced', dot: 'error' },
  complained: { words: 'Marked as spam', dot: 'error' },
  failed: { words: 'Failed', dot: 'error' },
  suppressed: { words: 'Not sent', tone: 'quiet', dot: 'hollow' },
  paused: { words: 'Paused', tone: 'draft' },
} as const satisfies Record<string, Face>

export type State = keyof typeof faces
export const states = Object.keys(faces) as State[]

/** A state in its own face; children replace the words ("7 seats left") and keep the look. */
export const StateBadge = ({ state, children }: { state: State; children?: Child }) => {
  const face: Face = faces[state]
  return (
    <Badge tone={face.tone} dot={face.dot}>
      {children ?? face.words}
    </Badge>
  )
}
