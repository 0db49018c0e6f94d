import { expect, test } from 'vitest'
import { cleanFields } from '../../packages/functions/src/log-fields.ts'

test('ids, numbers and places are logged as they are', () => {
  const fields = {
    requestId: 'req_01HW3Q4Y5Z6A7B8C9D0E1F2G3H',
    order: 'ord_01HW3Q4Y5Z6A7B8C9D0E1F2G3H',
    path: '/orders/ord_01HW3Q4Y5Z6A7B8C9D0E1F2G3H',
    topic: 'order.confirmed',
    attempts: 3,
    at: 'at show (file:///var/task/index.mjs:1:2045)',
  }

  expect(cleanFields(fields)).toEqual(fields)
})

test('a field that is not on the list is left out', () => {
  expect(cleanFields({ email: 'ada@example.com', name: 'Ada', code: 'busy', token: 'x', body: '{}' })).toEqual({
    code: 'busy',
  })
})

test.each([
  ['an address', { reason: 'no such reader: ada@example.com' }, { reason: 'withheld' }],
  ['a sentence with marks', { error: 'Unexpected token "x" in {"code": 1}' }, { error: 'withheld' }],
  ['a token in a path', { path: '/calendar/Zm9vYmFyYmF6cXV4cXV1eDE/feed.ics' }, { path: '/calendar/…/feed.ics' }],
  ['a private calendar', { path: '/calendar/Zm9vYmFyYmF6cXV4cXV1eDE.ics' }, { path: '/calendar/…' }],
  ['nothing', { order: undefined }, {}],
])('%s is taken out of a field that is', (_, fields, logged) => {
  expect(cleanFields(fields)).toEqual(logged)
})
