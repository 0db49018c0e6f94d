import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { browserLink, readBrowserLink } from '../../../packages/web/src/sign-in/known-browser.ts'
import { readSigned, writeSigned } from '../../../packages/web/src/sign-in/signed.ts'

const purposes = ['sign-in flow', 'passkey sign-in', 'passkey add', 'known browser link']
const secret = 'a secret of this test'
const now = '2024-02-01T00:00:00Z'

describe('tokens that we sign', () => {
  test('what was signed for one purpose is read for no other', () => {
    for (const purpose of purposes) {
      const token = writeSigned(purpose, ['ada@example.com', now], secret)
      const readers = purposes.filter((other) => readSigned(other, z.tuple([z.string(), z.string()]), token, secret))
      expect(readers).toEqual([purpose])
    }
  })

  test('nor with another secret, nor with any character changed, nor as something else', () => {
    const token = browserLink('', 'ada@example.com', secret, now).split('/').at(-1) ?? ''
    expect(readBrowserLink(token, secret, now)).toBe('ada@example.com')
    expect(readBrowserLink(token, 'another secret', now)).toBeUndefined()
    for (let index = 0; index < token.length - 1; index += 1) {
      const changed = `${token.slice(0, index)}${token[index] === 'A' ? 'B' : 'A'}${token.slice(index + 1)}`
      expect([index, readBrowserLink(changed, secret, now)]).toEqual([index, undefined])
    }
    expect(readSigned('known browser link', z.number(), token, secret)).toBeUndefined()
  })
})
