const events = ['class', 'webinar', 'breakout', 'conference', 'meeting']
const titles = ['book', 'audio', 'white-paper', 'checklist', 'workbook', 'training', 'template', 'bundle']

/** What a plan is, when it's bought. */
const membership = 'membership'

/** The kinds of events, by which the slugs of a scope are told apart from those of titles. */
export const eventKinds: ReadonlySet<string> = new Set(events)

/**
 * What a scope may name as a kind. The catalogue's own words, written here again because the rules of pricing reach no
 * store, even at second hand; a test compares them.
 */
export const scopeKinds: ReadonlySet<string> = new Set([...events, ...titles, membership])

/** The kind of a line that no promotion touches, one for everything included: what sending by post costs. */
export const untouchedKind = 'shipping'
