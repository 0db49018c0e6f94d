import { eventAccess, type Grant, membershipAccess } from '@lectern/core/access'
import { mayAttend } from '@lectern/core/membership'
import { expect, test } from 'vitest'

const now = '2024-04-23T16:00:00Z'
const grant = (over: Partial<Grant>): Grant => ({
  personId: 'per_1',
  what: eventAccess('5w22'),
  source: 'purchase',
  sourceId: 'ord_1',
  grantedAt: '2024-04-01T00:00:00Z',
  ...over,
})
const member = (until?: string) =>
  grant({ what: membershipAccess('community'), source: 'gift', sourceId: 'admin', until })
const included = grant({ source: 'membership' })
const allAccess = (until?: string) =>
  grant({ what: membershipAccess('all-access'), source: 'gift', sourceId: 'admin', until })

test.each([
  ['what was bought stays whatever becomes of a membership', [grant({})], true],
  ['what the membership gave counts while it lives', [included, allAccess()], true],
  ['what the membership gave ends when it is taken away', [included], false],
  ['what the membership gave ends when it runs out', [included, allAccess(now)], false],
  [
    'the membership of the community includes no class',
    [included, grant({ what: membershipAccess('community') })],
    false,
  ],
  ['a membership alone registers nobody', [allAccess()], false],
  ['another event is another thing', [grant({ what: eventAccess('5w21') })], false],
])('%s', (_, grants, expected) => {
  expect(mayAttend(grants, { slug: '5w22', access: 'everyone' }, now)).toBe(expected)
})

test.each([
  ['a member who registered', [grant({}), member()], true],
  ['anyone who is a member no more, also when they paid', [grant({}), member(now)], false],
  ['an organizer’s guest or helper', [grant({ source: 'staff' })], true],
  ['a seat that all-access made free, with the membership of the community alone', [included, member()], false],
  ['a member who did not register', [member()], false],
])('an event for members alone: %s', (_, grants, expected) => {
  expect(mayAttend(grants, { slug: '5w22', access: 'members' }, now)).toBe(expected)
})
