import { listGrants } from '../access/index.ts'
import { findProduct, formatOf, skuOf, titleLook } from '../catalog/index.ts'
import { findPersonById, ownNameOf } from '../identity/index.ts'
import { findPreferences, preferencesUrl, sendMail, unsubscribeHeaders } from '../mail/index.ts'
import { mayOpen } from '../membership/index.ts'
import type { Sends } from './handler.ts'
import { isReadyNews } from './preorders.ts'
import type { titleReleasedHolder } from './topics.ts'

/**
 * To one person who has a title: a new version is there, or what they have pre-ordered. Not to someone who is gone, may open it
 * no longer or, for a new version, has turned such mails off; and once for a person and version, whatever formats they have.
 */
export const sendReleasedMail: Sends<typeof titleReleasedHolder> = async (context, row, now) => {
  const { product: slug, format, edition: label, first, person: id } = row.payload
  const [person, product] = await Promise.all([findPersonById(context.table, id), findProduct(context.table, slug)])
  const edition = product?.editions.find((one) => one.label === label)
  // Don't announce a version that was withdrawn in the meantime.
  if (!person || !product || (!edition && !first)) return
  const [grants, preferences] = await Promise.all([listGrants(context.table, id), findPreferences(context.table, id)])
  const sku = skuOf(slug, { slug: format })
  if ((!preferences.newVersions && !first) || !mayOpen(grants, sku, now)) return
  if (first && !isReadyNews(grants, sku, row.attempts)) return
  const settings = preferencesUrl(context, id)
  await sendMail(context, now, {
    template: 'title-released',
    to: person.email,
    key: first ? `title-ready:${slug}:${format}:${id}` : `title-released:${slug}:${label}:${id}`,
    look: titleLook(product),
    preferencesUrl: settings,
    headers: unsubscribeHeaders(settings, 'newVersions'),
    props: {
      name: ownNameOf(person) ?? '',
      title: product.title,
      edition: label ?? '',
      ...(first ? { ready: formatOf(product, format)?.name ?? format } : {}),
      ...(edition?.note && !first ? { note: edition.note } : {}),
      titlesUrl: `${context.siteUrl}/account/titles`,
    },
  })
}
