/** What an answer of the API holds, as far as load tests look at it. */
export type Answer = { status: number; body: Record<string, unknown> }

/** A caller of the API over HTTP. */
export const createClient = (url: () => string, adminKey: () => string) => {
  const call = async (
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> => {
    const answer = await fetch(`${url()}${path}`, {
      method,
      headers: {
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    return {
      status: answer.status,
      body: text.startsWith('{') ? (JSON.parse(text) as Record<string, unknown>) : { text },
    }
  }
  const asAdmin = async (method: string, path: string, body?: unknown): Promise<Record<string, unknown>> => {
    const answer = await call(method, path, body, { authorization: `Bearer ${adminKey()}` })
    if (answer.status >= 300)
      throw new Error(`${method} ${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`)
    return answer.body
  }
  return {
    call,
    asAdmin,
    /** Creates and publishes an event a year ahead. */
    publish: async (event: Record<string, unknown>): Promise<void> => {
      const startsAt = `${new Date().getUTCFullYear() + 1}-05-04T09:00`
      const { slug } = await asAdmin('POST', '/api/admin/events', {
        kind: 'webinar',
        title: 'Load',
        zone: 'America/Los_Angeles',
        schedule: { startsAt, durationMinutes: 60 },
        ...event,
      })
      await asAdmin('POST', `/api/admin/events/${slug}/publish`, {})
    },
    /** Every item of a list, page by page. */
    all: async (path: string): Promise<Record<string, unknown>[]> => {
      const items: Record<string, unknown>[] = []
      let cursor = ''
      do {
        const page = await asAdmin(
          'GET',
          `${path}${path.includes('?') ? '&' : '?'}limit=100${cursor && `&cursor=${cursor}`}`,
        )
        items.push(...(page.items as Record<string, unknown>[]))
        cursor = typeof page.next === 'string' ? page.next : ''
      } while (cursor)
      return items
    },
  }
}

export type Client = ReturnType<typeof createClient>

/** Runs `count` tasks, `width` at a time. */
export const inParallel = async <T>(
  count: number,
  width: number,
  task: (index: number) => Promise<T>,
): Promise<T[]> => {
  const results: T[] = new Array(count)
  let next = 0
  await Promise.all(
    Array.from({ length: Math.min(width, count) }, async () => {
      while (next < count) {
        const index = next
        next += 1
        results[index] = await task(index)
      }
    }),
  )
  return results
}

/** Random numbers that a seed repeats (mulberry32). */
export const randomFrom = (seed: number): (() => number) => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
