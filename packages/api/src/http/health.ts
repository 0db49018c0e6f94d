import * as z from 'zod'
import { type Api, endpoints } from './endpoint.ts'

export const healthRoutes = (api: Api): void => {
  const { version } = api.services
  endpoints(api, { who: 'nobody', tag: 'Health' }).get('/api/health', 'getHealth', {
    caching: 'never',
    summary: 'Check whether the API is up',
    answers: {
      200: {
        description: "It's up",
        schema: z.object({ status: z.literal('ok'), now: z.string(), version: z.string() }),
      },
    },
    run: async ({ now }) => ({ status: 'ok' as const, now, version }),
  })
}
