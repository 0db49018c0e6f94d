import type { Grant } from '@lectern/core/access'
import { mayOpen } from '@lectern/core/membership'
import { expect, test } from 'vitest'

const grant = (what: string, source: Grant['source'], until?: string): Grant => ({
  ...{ personId: 'per_1', what, source, sourceId: 'ord_1', grantedAt: '2024-01-01T00:00:00Z' },
  ...(until ? { until } : {}),
})
const bought = grant('title:month:e-book', 'purchase')
const byMembership = grant('title:month:e-book', 'membership')
const community = grant('membership:community', 'gift')
const ended = grant('membership:all-access', 'gift', '2024-03-01T00:00:00Z')
const now = '2024-03-01T00:00:00Z'

test.each<[string, Grant[], boolean, boolean]>([
  ['nothing', [], false, false],
  ['a purchase', [bought], false, true],
  ['a purchase that ended', [{ ...bought, until: now }], false, false],
  ['a purchase of another format', [grant('title:month:audio', 'purchase')], false, false],
  ['a purchase of what begins alike', [grant('title:month:e-book-2', 'purchase')], false, false],
  ['a gift', [grant('title:month:e-book', 'gift')], false, true],
  ['a grant by membership, and any membership', [byMembership, community], false, true],
  ['a grant by membership that is over', [byMembership, ended], false, false],
  ['a membership alone', [community], false, false],
  ['a membership, of a title that it includes', [community], true, true],
  ['a membership that is over, of a title that it includes', [ended], true, false],
  ['nothing, of a title that membership includes', [], true, false],
])('%s, included %#: opens %s', (_, grants, included, opens) => {
  expect(mayOpen(grants, 'month:e-book', now, { included })).toBe(opens)
})
