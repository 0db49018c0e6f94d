/// <reference path="./.sst/platform/config.d.ts" />

/**
 * What runs on AWS, as a table of contents. SST evaluates this file several times and outside the project, so nothing
 * is imported at the top; `run` names the parts in the order in which they stand on each other.
 */
export default $config({
  async app(input) {
    const { isDevelopment } = await import('./infra/data/stage.ts')
    const kept = !isDevelopment(input.stage)
    return {
      name: 'lectern',
      home: 'aws',
      // A kept stage refuses `sst remove`, and what holds data stays even when it is taken out of the code.
      protect: kept,
      removal: kept ? 'retain' : 'remove',
      providers: {
        aws: {
          version: '7.20.0',
          region: (process.env.AWS_REGION ?? 'us-east-1') as 'us-east-1',
          defaultTags: { tags: { app: 'lectern', stage: input.stage } },
        },
        tls: '5.0.1',
      },
    }
  },

  async run() {
    await import('./infra/secrets.ts')
    const { router } = await import('./infra/router.ts')
    const { storage } = await import('./infra/storage.ts')
    await import('./infra/access-log.ts')
    await import('./infra/mail.ts')
    await import('./infra/site.ts')
    const workers = await import('./infra/workers.ts')
    await import('./infra/alarms.ts')
    const { dashboard } = await import('./infra/dashboard.ts')
    const { webhookEvents } = await import('./packages/core/src/payments/webhook-events.ts')

    // Printed after a deploy: what Stripe, Resend and Zoom must be told, and what runbooks name.
    return {
      site: router.url,
      table: storage.tableName,
      stripeWebhook: $interpolate`${router.url}/webhooks/stripe`,
      stripeEvents: webhookEvents.join(' '),
      resendWebhook: $interpolate`${router.url}/webhooks/resend`,
      zoomWebhook: $interpolate`${router.url}/webhooks/zoom`,
      deliveryQueue: workers.deliveryQueue.arn,
      deliveryDeadLetters: workers.deliveryDeadLetters.arn,
      outboxDeadLetters: workers.outboxDeadLetters.arn,
      dashboard: dashboard.dashboardName,
    }
  },
})
