import { listGrants } from '../access/index.ts'
import { findProduct, skuOf } from '../catalog/index.ts'
import { findPersonById } from '../identity/index.ts'
import { mayOpen } from '../membership/index.ts'
import type { Instant, OutboxRow } from '../platform/index.ts'
import type { Courier } from './courier.ts'
import { postMail } from './post-mail.ts'
import { preferencesUrl, unsubscribeHeaders } from './preferences.ts'
import { findPreferences } from './preferences-store.ts'
import type { Release } from './tell-holders.ts'

/**
 * To one person who has a title: a new version is there. Not to somebody who is gone, may open it no longer or has turned
 * such mails off; and once for a person and version, whatever formats they have.
 */
export const tellReleased = async (courier: Courier, row: OutboxRow, now: Instant): Promise<void> => {
  const { product: slug, format, edition: label, person: id } = row.payload as Release & { person: string }
  const [person, product] = await Promise.all([findPersonById(courier.table, id), findProduct(courier.table, slug)])
  const edition = product?.editions.find((one) => one.label === label)
  // A version that was taken back meanwhile is not told of.
  if (!person || !product || !edition) return
  const [grants, preferences] = await Promise.all([listGrants(courier.table, id), findPreferences(courier.table, id)])
  if (!preferences.newVersions || !mayOpen(grants, skuOf(slug, { slug: format }), now)) return
  const settings = preferencesUrl(courier, id)
  await postMail(
    courier.table,
    courier,
    {
      template: 'title-released',
      to: person.email,
      key: `title-released:${slug}:${label}:${id}`,
      preferencesUrl: settings,
      headers: unsubscribeHeaders(settings, 'newVersions'),
      props: {
        name: person.name,
        title: product.title,
        edition: label,
        ...(edition.note ? { note: edition.note } : {}),
        titlesUrl: `${courier.siteUrl}/account/titles`,
      },
    },
    now,
  )
}
