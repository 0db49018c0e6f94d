import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { organizationData } from '../../../packages/web/src/pages/organizer-data.ts'
import { makeEvent, seedProgram } from '../../support/program.ts'
import { openSite, type TestSite } from '../../support/site.ts'
import { seedTitles } from '../store/titles.ts'

let site: TestSite
beforeAll(async () => {
  site = await openSite()
  await seedProgram(site.table, site.clock.now)
  await seedTitles(site.table, site.clock.now)
  const days = ['2024-05-01T09:00', '2024-05-02T09:00'].map((startsAt) => ({ startsAt, durationMinutes: 90 }))
  await makeEvent(
    site.table,
    { kind: 'class', slug: 'alone', title: 'A Class without a Course', sessions: days },
    site.clock.now,
  )
})
afterAll(() => site.stop())

type Data = Record<string, unknown>

const dataOn = async (path: string): Promise<Data[]> => {
  const html = await (await site.request(path)).text()
  return [...html.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/gs)].map(
    ([, json = '']) => JSON.parse(json) as Data,
  )
}

const ofType = async (path: string, type: string): Promise<Data> => {
  const found = (await dataOn(path)).find((data) => [data['@type']].flat().includes(type))
  if (!found) throw new Error(`${path} tells of no ${type}`)
  return found
}

describe('what pages tell search engines is complete', () => {
  test.each([
    ['/events/5w22', 'Event'],
    ['/events/5w22', 'Course'],
    ['/courses/professional-sales', 'Course'],
    ['/store/services-in-a-month', 'Book'],
    ['/store/famous-checklist', 'Product'],
  ])('%s has a picture of its %s at an address that exists', async (path, type) => {
    const { image } = await ofType(path, type)
    expect(image).toContain(`${site.url}/`)
    const answer = await fetch(String(image))
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, expect.stringMatching(/^image\//)])
  })

  test('the organizer’s logo is the organization’s where there is one', () => {
    const organizer = { ...site.services.organizer, logo: { hash: 'a'.repeat(32), width: 400, height: 100 } }
    const logo = `${site.url}/organizer/logo/${'a'.repeat(32)}.png`
    expect(organizationData({ ...site.services, organizer })).toMatchObject({ logo })
    expect(organizationData(site.services)).not.toHaveProperty('logo')
  })

  test('a class is a run of its course, with what a course listing asks for', async () => {
    const url = `${site.url}/events/5w22`
    expect(await ofType('/events/5w22', 'Course')).toMatchObject({
      '@context': 'https://schema.org',
      name: expect.stringMatching(/./),
      description: expect.stringMatching(/./),
      url: `${site.url}/courses/professional-sales`,
      courseCode: '5W22',
      provider: { '@type': 'Organization', name: 'Small Biz Community', url: site.url },
      offers: [{ '@type': 'Offer', category: 'Paid', price: '399.00', priceCurrency: 'USD', url }],
      hasCourseInstance: [
        {
          '@type': 'CourseInstance',
          name: 'MSP Professional Sales Program',
          url,
          courseMode: 'Online',
          startDate: '2024-04-23T16:00:00Z',
          endDate: '2024-05-21T17:00:00Z',
          courseWorkload: 'PT300M',
          courseSchedule: {
            '@type': 'Schedule',
            repeatFrequency: 'Weekly',
            repeatCount: 5,
            duration: 'PT60M',
            startDate: '2024-04-23',
            endDate: '2024-05-21',
            scheduleTimezone: 'America/Los_Angeles',
          },
          eventStatus: 'https://schema.org/EventScheduled',
          location: { '@type': 'VirtualLocation', url },
          instructor: [{ '@type': 'Person', url: `${site.url}/people/james-kernan` }],
          offers: [{ '@type': 'Offer', availability: 'https://schema.org/InStock' }],
        },
      ],
    })
  })

  test('a class without a course is one, day by day, and free', async () => {
    expect(await ofType('/events/alone', 'Course')).toMatchObject({
      name: 'A Class without a Course',
      description: 'A Class without a Course',
      url: `${site.url}/events/alone`,
      offers: [{ category: 'Free', price: '0.00' }],
      hasCourseInstance: [{ courseWorkload: 'PT180M', courseSchedule: { repeatFrequency: 'Daily', repeatCount: 2 } }],
    })
  })

  test('a course tells its runs to come, and other events are no courses', async () => {
    const { hasCourseInstance } = await ofType('/courses/professional-sales', 'Course')
    expect(hasCourseInstance).toEqual([expect.objectContaining({ url: `${site.url}/events/5w22` })])
    expect((await dataOn('/events/kpis-and-slas')).map((data) => data['@type'])).toEqual(['Event'])
  })
})
