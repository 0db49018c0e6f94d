import { notFound, Problem } from '@lectern/core/platform'
import {
  badgeClaims,
  badgeCredential,
  badgeIssuer,
  badgeKeyUrl,
  badgeStatus,
  type Certificate,
  certificateState,
  certificateUrl,
  findCertificate,
  getCertificate,
  openBadgeKeys,
  type PublicKey,
} from '@lectern/core/teaching'
import { definePages, why } from '../../forms/pages.ts'
import type { SiteServices } from '../../site.ts'
import type { Request } from '../site-page.tsx'

/** Programs of others may read these from a browser; they hold nothing that is not on the page. */
const open = { 'Access-Control-Allow-Origin': '*', 'Cross-Origin-Resource-Policy': 'cross-origin' } as const
const fresh = { ...open, 'Cache-Control': 'no-store' } as const
const kept = { ...open, 'Cache-Control': 'public, max-age=3600' } as const

const json = (c: Request, body: unknown, headers: Record<string, string>) =>
  c.body(JSON.stringify(body, undefined, 2), 200, { 'Content-Type': 'application/json; charset=utf-8', ...headers })

/** A certificate that still holds: of any other there is nothing to hand out. */
const getValid = async (services: SiteServices, id: string): Promise<Certificate> => {
  const certificate = await getCertificate(services.table, id)
  if (certificateState(certificate) === 'valid') return certificate
  throw new Problem(
    'conflict',
    'certificate.not-valid',
    'This certificate is no longer valid. See its page for details.',
  )
}

/** `/certificates/:id.pdf`, `.json`, `.jwt`, `/status.json`; `/certificates/issuer.json`, `keys.json`. */
export const certificateFiles = definePages({ who: 'everyone' }, (app, services) => {
  const { table, siteUrl, organizer, certificateKey } = services

  /** By the name that credentials give it in their header, which is its address. */
  const named = (key: PublicKey): PublicKey => ({ ...key, kid: badgeKeyUrl(siteUrl, key.kid) })

  app.page('/certificates/issuer.json', { audit: why.impersonal }, (c) =>
    json(c, badgeIssuer(siteUrl, organizer.name), kept),
  )

  app.page('/certificates/keys.json', { audit: why.impersonal }, async (c) =>
    json(c, { keys: (await openBadgeKeys(certificateKey())).publicKeys.map(named) }, kept),
  )

  // One key alone, as the header of a credential names it (Open Badges 3.0, 8.2.2).
  app.page('/certificates/keys/:file{[\\w-]+\\.json}', { audit: why.impersonal }, async (c) => {
    const kid = c.req.param('file').replace('.json', '')
    const key = (await openBadgeKeys(certificateKey())).publicKeys.find((one) => one.kid === kid)
    if (!key) throw notFound('key')
    return json(c, named(key), kept)
  })

  app.page('/certificates/:id/status.json', { audit: why.impersonal }, async (c) => {
    const certificate = await findCertificate(table, c.req.param('id'))
    if (!certificate) throw notFound('certificate')
    return json(c, badgeStatus(certificate, siteUrl, certificateState(certificate) !== 'valid'), fresh)
  })

  app.page('/certificates/:file{[\\w-]+\\.json}', { audit: why.impersonal }, async (c) => {
    const certificate = await getValid(services, c.req.param('file').slice(0, -'.json'.length))
    return json(c, badgeCredential(certificate, siteUrl), fresh)
  })

  app.page('/certificates/:file{[\\w-]+\\.jwt}', { audit: why.impersonal }, async (c) => {
    const certificate = await getValid(services, c.req.param('file').slice(0, -'.jwt'.length))
    const keys = await openBadgeKeys(certificateKey())
    return c.body(await keys.sign(badgeClaims(certificate, siteUrl), siteUrl), 200, {
      'Content-Type': 'application/vc+jwt',
      'Content-Disposition': `attachment; filename="certificate-${certificate.event}.jwt"`,
      ...fresh,
    })
  })

  // What draws it, and its fonts, are loaded when the first is asked for.
  app.page('/certificates/:file{[\\w-]+\\.pdf}', { audit: why.impersonal }, async (c) => {
    const certificate = await getValid(services, c.req.param('file').slice(0, -'.pdf'.length))
    const { drawCertificate } = await import('./sheet/draw-certificate.ts')
    return c.body(await drawCertificate(certificate, certificateUrl(siteUrl, certificate.id)), 200, {
      'Content-Type': 'application/pdf',
      'Content-Disposition': `attachment; filename="certificate-${certificate.event}.pdf"`,
      'Cache-Control': 'private, no-store',
    })
  })
})
