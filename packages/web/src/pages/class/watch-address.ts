import { isWatchable, type SessionMaterial } from '@lectern/core/materials'

/** Where a recording or handout of an event stands for those who attend: a click leads on to its link or its file. */
export const materialAddress = ({ event, id }: Pick<SessionMaterial, 'event' | 'id'>): string =>
  `/events/${event}/class/${id}`

/** The page with the player, for what is heard or watched here; nothing for what stands elsewhere, or is read. */
export const watchAddress = (
  material: Pick<SessionMaterial, 'event' | 'id' | 'file'>,
  seconds?: number,
): string | undefined => {
  if (!isWatchable(material)) return undefined
  return `${materialAddress(material)}/watch${seconds === undefined ? '' : `?at=${seconds}`}`
}
