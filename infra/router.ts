import { createHmac } from 'node:crypto'
import { secrets } from './secrets.ts'
import { kept, settings } from './settings.ts'

/** CloudFront's own policies, which have the same id in every account. */
const managed = {
  cachingOptimized: '658327ea-f89d-4fab-a63d-7e88639e58f6',
  /** HSTS, nosniff, frame and referrer rules on whatever answers without its own. */
  securityHeaders: '67f7725c-6f97-4210-82d7-5512b31e9d03',
}

/**
 * By this header a function knows that a request came through the router. Function URLs cannot be closed to everyone
 * else: CloudFront's signing would replace the Authorization header, in which API keys come, and asks of every
 * form to hash its own body. The token is derived as `deriveToken(secret, 'front')` derives it, so that the functions
 * need nothing more to check it.
 */
const frontToken = secrets.lectern.value.apply((secret) =>
  createHmac('sha256', secret).update('front').digest('base64url'),
)

/** Which cookies tell one visitor from another. An answer made for one of them is never another's from the cache. */
const personalCookies = ['__Host-lectern-session', '__Host-lectern-cart', '__Host-lectern-zone']

const signingKey = new tls.PrivateKey('MaterialsSigningKey', { algorithm: 'RSA', rsaBits: 2048 })

const publicKey = new aws.cloudfront.PublicKey('MaterialsPublicKey', {
  comment: `Opens materials of ${$app.name} ${$app.stage}`,
  encodedKey: signingKey.publicKeyPem,
})

const keyGroup = new aws.cloudfront.KeyGroup('MaterialsKeyGroup', {
  comment: `Who may open materials of ${$app.name} ${$app.stage}`,
  items: [publicKey.id],
})

/**
 * What signs cookies for `/materials/*`: given to no function yet, since none signs. The private half is kept encrypted in
 * the state of the deployment.
 */
export const materialsSigning = { keyPairId: publicKey.id, privateKey: signingKey.privateKeyPem }

/** Answers that CloudFront would keep without being told to (CloudFront, "Caching HTTP 4xx and 5xx status codes"). */
const errorStatuses = [400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504]

/** One distribution for everything. Functions and buckets enter by path, so it depends on none of them. */
export const router = new sst.aws.Router('Router', {
  domain: settings.domain
    ? {
        name: settings.domain,
        ...(settings.certificateArn ? { dns: false as const, cert: settings.certificateArn } : {}),
      }
    : undefined,
  edge: {
    viewerRequest: {
      // The client's address in a header of our own: what a function sees as its caller is CloudFront.
      injection: $interpolate`
event.request.headers['x-lectern-client'] = { value: event.viewer.ip };
event.request.headers['x-lectern-front'] = { value: '${frontToken}' };`,
    },
  },
  // Seven dollars a month, so only where there are people. The limit is for five minutes and counts files too: a conference of
  // five hundred behind one address stays under it. What costs more than a page is counted by person in the code. The core and SQL rule sets are left out: they refuse ordinary
  // words in an organizer's description of a class, and no SQL is spoken here.
  waf: kept && {
    rateLimitPerIp: 10_000,
    managedRules: { coreRuleSet: false, knownBadInputs: true, sqlInjection: false },
  },
  transform: {
    cachePolicy: (policy) => {
      policy.comment = `${$app.name} ${$app.stage}: what answers call public, by query and by who asks`
      // Nothing is kept unless the answer says `public` or `max-age`; no answer outlives what it says.
      policy.parametersInCacheKeyAndForwardedToOrigin = {
        cookiesConfig: { cookieBehavior: 'whitelist', cookies: { items: personalCookies } },
        headersConfig: { headerBehavior: 'whitelist', headers: { items: ['authorization', 'x-forwarded-host'] } },
        queryStringsConfig: { queryStringBehavior: 'all' },
        enableAcceptEncodingBrotli: true,
        enableAcceptEncodingGzip: true,
      }
    },
    cdn: (cdn) => {
      const usual = $output(cdn.defaultCacheBehavior)
      cdn.defaultCacheBehavior = usual.apply((behavior) => ({
        ...behavior,
        responseHeadersPolicyId: managed.securityHeaders,
      }))
      // Files are the same for everyone: no cookie, query, or header is part of the cache key or goes on to the bucket.
      const ofFiles = (behavior: $util.Unwrap<typeof cdn.defaultCacheBehavior>) => ({
        ...behavior,
        allowedMethods: ['GET', 'HEAD'],
        cachePolicyId: managed.cachingOptimized,
        originRequestPolicyId: undefined,
        responseHeadersPolicyId: managed.securityHeaders,
      })
      cdn.orderedCacheBehaviors = usual.apply((behavior) => [
        { ...ofFiles(behavior), pathPattern: '/assets/*' },
        // Without a cookie signed by our key, CloudFront answers 403 and asks nobody.
        { ...ofFiles(behavior), pathPattern: '/materials/*', trustedKeyGroups: [keyGroup.id] },
      ])
      cdn.transform = {
        distribution: (distribution) => {
          // Else CloudFront keeps an error for ten seconds, and who comes back to what is there by now does not see it.
          distribution.customErrorResponses = errorStatuses.map((errorCode) => ({ errorCode, errorCachingMinTtl: 0 }))
          distribution.httpVersion = 'http2and3'
          distribution.isIpv6Enabled = true
        },
      }
    },
  },
})

/** `https://…`, without a slash at the end. */
export const siteUrl = settings.domain ? $output(`https://${settings.domain}`) : router.url
