import type { Busy } from '../platform/index.ts'
import { notFound, Problem } from '../platform/index.ts'

export const teamBusy: Busy = {
  attempts: 60,
  code: 'busy',
  message: 'Something changed while you were saving. Nothing was saved. Please try again.',
}

export const noSeat = (): Problem =>
  new Problem(
    'conflict',
    'membership.no-seat',
    'All of this team’s seats are taken. Ask the team’s owner for one more.',
  )

export const seatElsewhere = (): Problem =>
  new Problem(
    'conflict',
    'membership.seat-elsewhere',
    'You have a seat in another team. Leave it first, then take this one.',
  )

export const seatMovedOften = (): Problem =>
  new Problem(
    'conflict',
    'membership.seat-moved',
    'Every free seat has moved three times in this period. Add a seat, or ask us to move one.',
  )

export const invitationOver = (): Problem =>
  new Problem('conflict', 'membership.invitation-expired', 'This invitation has expired. Ask your team for a new one.')

export const membershipOver = (): Problem =>
  new Problem('conflict', 'membership.ended', 'This team’s membership has ended. Renew it to give seats.')

/** Another's team is not there, for the person who does not manage it. */
export const noTeam = (): Problem => notFound('team')
