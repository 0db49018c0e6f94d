import { clientAddress } from '@lectern/core/identity'
import { describe, expect, test } from 'vitest'

describe('who is counted as one network', () => {
  test.each([
    ['203.0.113.7', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:db8:1:2::9', '2001:db8:1:2'],
    ['2001:DB8::1', '2001:db8:0:0'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['::FFFF:198.51.100.9', '198.51.100.9'],
  ])('%s is counted as %s', (address, counted) => {
    expect(clientAddress(undefined, address)).toBe(counted)
    expect(clientAddress(`whatever, ${address}`, '127.0.0.1')).toBe(counted)
  })
})
