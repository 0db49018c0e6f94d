import { deriveToken } from '@lectern/core/platform'
import type { Context } from 'aws-lambda'
import { Hono } from 'hono'
import type { LambdaEvent } from 'hono/aws-lambda'
import { describe, expect, test } from 'vitest'
import { behindFront } from '../../packages/functions/src/front.ts'
import { urlEvent } from './support/url-event.ts'

const secret = 'a secret of the tests, long enough'
const everyByte = Uint8Array.from({ length: 256 }, (_, value) => value)

const ask = async (body: Uint8Array<ArrayBuffer>, type: string): Promise<Response> => {
  const app = new Hono().get('/file', (c) => c.body(body, 200, { 'content-type': type }))
  const event = urlEvent('GET', '/file', { headers: { 'x-lectern-front': deriveToken(secret, 'front') } })
  return behindFront(secret, app)(event as unknown as LambdaEvent, {} as Context)
}

describe('answers through a function URL', () => {
  test.each(['image/png', 'application/pdf', 'application/zip'])('every byte of %s arrives', async (type) => {
    const answer = await ask(everyByte, type)

    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(everyByte)
  })

  test('text arrives as it was written', async () => {
    const answer = await ask(new TextEncoder().encode('Zoë'), 'text/html; charset=utf-8')
    expect(await answer.text()).toBe('Zoë')
  })
})
