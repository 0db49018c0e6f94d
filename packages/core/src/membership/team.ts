import type { Instant } from '../platform/index.ts'

/** Managers invite people and give seats; the owner pays besides. */
export const mostManagers = 5

/** How often a seat may go to someone else in one period, before an admin must do it. */
export const mostMoves = 3

/** How long an invitation to a seat lasts. */
export const invitationSeconds = 14 * 24 * 3600

/** The people of one company who share a membership. */
export type Team = {
  id: string
  name: string
  /** Pays, and need not hold a seat. */
  owner: string
  managers: string[]
  /** Whose addresses are offered a seat when they sign in. */
  domains: string[]
  /** Whether those take it themselves, or a manager confirms. */
  join: 'take' | 'ask'
  membership: string
  /** How many seats may be given: those of this period, or fewer where the next one has fewer. */
  seats: number
  /** How many are: invited and held. Never passes `seats`. */
  taken: number
  /** Seats that someone had to leave in this period, by how often each has moved since it began. */
  left?: { term: Instant; moves: number[] } | undefined
  revision: number
}

/** A place in a team. Asked: someone of its domains would like one; it is not counted until a manager says yes. */
export type TeamSeat = {
  team: string
  id: string
  email: string
  state: 'invited' | 'held' | 'asked'
  /** Who holds it. */
  person?: string | undefined
  invitedUntil?: Instant | undefined
  since: Instant
  /** How often the invitation to it was sent, so that an earlier link opens nothing. */
  round: number
  /** How often the seat has gone from one person to another in this period. */
  moves: number
}

/** Whether a seat counts among those that are taken at `now`: an invitation that ran out frees its seat. */
export const isTaken = ({ state, invitedUntil }: Pick<TeamSeat, 'state' | 'invitedUntil'>, now: Instant): boolean =>
  state === 'held' || (state === 'invited' && (invitedUntil === undefined || now < invitedUntil))

/** Who may invite people, and take seats away. */
export const manages = (team: Pick<Team, 'owner' | 'managers'>, person: string): boolean =>
  team.owner === person || team.managers.includes(person)

/** Seats that were left in the period that runs, by their moves, the fewest first. @param term  the end of that period */
const leftSeats = ({ left }: Team, term: Instant): number[] =>
  left?.term === term ? left.moves.toSorted((a, b) => a - b) : []

/**
 * The seat that the next person gets: one that nobody has had in this period, else the one that has moved least.
 * @returns how often it has moved, and the seats that are left without it; nothing where all have moved too often
 */
export const nextSeat = (team: Team, term: Instant): { moves: number; left: number[] } | undefined => {
  const left = leftSeats(team, term)
  if (team.seats - team.taken > left.length) return { moves: 0, left }
  const [moves, ...rest] = left
  return moves === undefined || moves > mostMoves ? undefined : { moves, left: rest }
}

/** The seats that are left once someone has had to leave one. */
export const withLeft = (team: Team, { moves }: Pick<TeamSeat, 'moves'>, term: Instant): Team['left'] => ({
  term,
  moves: [...leftSeats(team, term), moves + 1],
})
