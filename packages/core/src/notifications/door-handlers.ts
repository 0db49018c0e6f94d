import type { doorTopics } from '../door/index.ts'
import { markFromDoor } from '../teaching/index.ts'
import type { Handlers } from './handler.ts'

export const doorHandlers: Handlers<typeof doorTopics> = {
  checkedIn: ({ table }, { payload }, now) => markFromDoor(table, payload.event, payload.person, payload.day, now),
}
