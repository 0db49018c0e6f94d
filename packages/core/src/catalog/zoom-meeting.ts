/** Where Zoom's meetings are: its own hosts, and an organization's names below them. */
const host = /(?:^|\.)(?:zoom\.us|zoom\.com|zoomgov\.com)$/

/** A meeting's number is of 9 to 11 digits, a personal room's of 10 or more (support.zoom.com, "Meeting ID"). */
const number = /^\d{9,12}$/

/**
 * The number of the meeting that a link leads to: of `zoom.us/j/…` for meetings, `/w/…` for webinars, `/s/…` for who
 * hosts, `/wc/…` for the browser. Nothing for a link to elsewhere, or to a personal name (`/my/…`), which has no
 * number.
 */
export const zoomMeetingOf = (link: string | undefined): string | undefined => {
  if (link === undefined || !URL.canParse(link)) return undefined
  const { hostname, pathname } = new URL(link)
  if (!host.test(hostname.replace(/\.$/, ''))) return undefined
  // People copy numbers as they are shown, in groups.
  const parts = pathname.split('/').map((part) => part.replace(/(?:%20|[\s+-])/g, ''))
  return ['j', 'w', 's', 'wc'].includes(parts[1] ?? '') ? parts.slice(2).find((part) => number.test(part)) : undefined
}
