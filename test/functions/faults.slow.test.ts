import { listMessages } from '@lectern/core/mail'
import { findRow, listFailed, listWaiting, outboxShards } from '@lectern/core/platform'
import type { DynamoDBRecord } from 'aws-lambda'
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test } from 'vitest'
import { until } from '../support/local-platform.ts'
import { buildCloud, type Cloud, onSale } from './support/cloud.ts'

let built: Awaited<ReturnType<typeof buildCloud>>
beforeAll(async () => {
  built = await buildCloud(['api', 'outbox', 'sender', 'clock'], inject('dynamoEndpoint'))
})
afterAll(() => built.remove())

const waitingRows = async (cloud: Cloud) =>
  (await Promise.all(Array.from({ length: outboxShards }, (_, shard) => listWaiting(cloud.table, shard, 100)))).flat()

const openCloud = async (received?: number): Promise<Cloud> => {
  const cloud = await built.open({ received })
  onTestFinished(() => cloud.stop())
  await onSale(cloud.table, 'sales', 0)
  // That an event is on sale is announced too, and leads to more announcements, but to no mail.
  await until(async () => {
    await cloud.forward()
    await cloud.send()
    return (await waitingRows(cloud)).length === 0
  })
  return cloud
}

/** Registers so many people; each has a row of the outbox, and in the end one mail. */
const register = async (cloud: Cloud, people: number): Promise<string[]> => {
  const emails = Array.from({ length: people }, (_, index) => `person${index}@example.com`)
  for (const email of emails) {
    const { statusCode } = await cloud.ask('api', 'POST', '/api/orders', {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ lines: [{ sku: 'sales:seat' }], buyer: { email, name: 'Someone' } }),
    })
    expect(statusCode).toBe(201)
  }
  return emails
}

const mailed = (cloud: Cloud): string[] =>
  cloud.resend
    .listMails()
    .flatMap(({ to }) => to)
    .sort()

/** Lets the sender work until the queue holds nothing, seen or unseen. */
const sendAll = (cloud: Cloud) =>
  until(async () => {
    await cloud.send()
    return (await cloud.queues.count('delivery')) === 0
  })

describe('what goes wrong on the way', () => {
  test('a sender killed in the middle of a batch leaves nothing unsent and sends nothing twice', async () => {
    const cloud = await openCloud(20)
    const people = await register(cloud, 6)
    await cloud.forward()
    const sender = await cloud.one('sender')

    const batch = cloud.send()
    await until(async () => mailed(cloud).length > 0)
    sender.kill()
    await batch
    const afterKill = mailed(cloud).length
    await sendAll(cloud)

    expect(afterKill).toBeLessThan(people.length)
    expect(mailed(cloud)).toEqual(people)
    expect(await waitingRows(cloud)).toEqual([])
    expect(await cloud.queues.count('dead')).toBe(0)
  })

  test('a poison record of the stream is set aside, and those around it go their way', async () => {
    const cloud = await openCloud(20)
    const poison: DynamoDBRecord = {
      eventName: 'INSERT',
      dynamodb: { SequenceNumber: 'poison', Keys: { pk: { S: 'outbox#not-a-shard' }, sk: { S: 'x' } } },
    }
    const before = await register(cloud, 2)
    cloud.stream.slipIn(poison)

    await cloud.forward()
    await sendAll(cloud)

    expect(cloud.stream.setAside).toEqual([poison])
    expect(mailed(cloud)).toEqual(before)
    expect(await cloud.queues.count('dead')).toBe(0)
  })

  test('what the stream lost altogether, the clock finds, and several clocks find once', async () => {
    const cloud = await openCloud(20)
    const people = await register(cloud, 3)

    cloud.wait(5 * 60)
    await (await cloud.one('clock')).invoke({})
    const early = await cloud.queues.count('delivery')
    cloud.wait(6 * 60)
    const clocks = await Promise.all([cloud.instance('clock'), cloud.instance('clock')])
    await Promise.all(clocks.map((clock) => clock.invoke({})))
    const inLine = await cloud.queues.count('delivery')
    await sendAll(cloud)

    expect(early).toBe(0)
    expect(inLine).toBe(3)
    expect(mailed(cloud)).toEqual(people)
  })

  test.each([
    ['is out', 'error-500'],
    ['is throttled', 'rate-limit'],
    ['takes mails and says that it failed', 'done-then-500'],
  ] as const)('while mail %s for an hour everything waits, and then all of it goes once', async (_, kind) => {
    const cloud = await openCloud(50)
    const people = await register(cloud, 3)
    cloud.resend.setFault({ path: /emails/, times: 1000, kind })

    await cloud.forward()
    await cloud.send()
    const meanwhile = await waitingRows(cloud)
    cloud.wait(3600)
    await (await cloud.one('clock')).invoke({})
    await cloud.send()
    const recorded = await listMessages(cloud.table, { limit: 10 })
    cloud.resend.setFault(undefined)
    cloud.wait(3600)
    await (await cloud.one('clock')).invoke({})
    await sendAll(cloud)

    expect(meanwhile.map(({ attempts, lastError }) => [attempts, lastError !== undefined])).toEqual(
      Array.from({ length: 3 }, () => [1, true]),
    )
    expect(recorded.items).toEqual([])
    expect(mailed(cloud)).toEqual(people)
    expect(await waitingRows(cloud)).toEqual([])
    expect(await listFailed(cloud.table)).toEqual([])
    expect(await cloud.queues.count('dead')).toBe(0)
  })

  test('what a broken sender never got done waits behind the queue, and goes out once it is put back', async () => {
    const cloud = await openCloud(2)
    const people = await register(cloud, 2)
    await cloud.forward()
    await cloud.queues.send('no row at all')
    const broken = await cloud.instance('sender', { DYNAMODB_ENDPOINT: 'http://127.0.0.1:1' })

    await until(async () => {
      await cloud.queues.deliver((records) => broken.invoke({ Records: records }))
      return (await cloud.queues.count('dead')) === 3
    })
    const rows = await waitingRows(cloud)
    await cloud.queues.redrive()
    await until(async () => {
      await cloud.send()
      return (await cloud.queues.count('delivery')) === 0
    })

    expect(rows).toHaveLength(2)
    expect(mailed(cloud)).toEqual(people)
    expect((await Promise.all(rows.map((row) => findRow(cloud.table, row)))).filter(Boolean)).toEqual([])
    // The message that names nothing comes back to where it was: someone must look at it.
    expect(await cloud.queues.count('dead')).toBe(1)
  })
})
