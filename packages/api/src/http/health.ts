import * as z from 'zod'
import { type Api, endpoint } from './endpoint.ts'

export const healthRoutes = (api: Api): void => {
  const { version } = api.services
  endpoint(
    api,
    {
      method: 'get',
      path: '/api/health',
      id: 'getHealth',
      tag: 'Health',
      who: 'nobody',
      caching: 'never',
      summary: 'Check whether the API is up',
      answers: {
        200: {
          description: "It's up",
          schema: z.object({ status: z.literal('ok'), now: z.string(), version: z.string() }),
        },
      },
    },
    async ({ now }) => ({ status: 200, body: { status: 'ok', now, version } }),
  )
}
