import { type Grant, listGrants, titleAccess } from '../access/index.ts'
import { findProduct } from '../catalog/index.ts'
import { type Actor, requirePerson } from '../identity/index.ts'
import { mayOpen } from '../membership/index.ts'
import { type Instant, notFound, type Table } from '../platform/index.ts'
import { getOrderFor } from '../registration/index.ts'
import { downloadSeconds, type FileStore } from './file-store.ts'
import { findTitleFile } from './title-file-store.ts'

export type DownloadContext = {
  table: Table
  files: FileStore
  /** Derives order tokens. */
  secret: string
}

/** Who asks: someone signed in, or the holder of an order's token. */
export type Reader = { actor: Actor; order?: { id: string; token: string | undefined } | undefined }

/** What an order gave, by any of its lines, and the memberships without which some of it does not count. */
export const grantsByOrder = (grants: readonly Grant[], orderId: string): Grant[] =>
  grants.filter(({ what, sourceId }) => !what.startsWith(titleAccess('')) || sourceId.split('/')[0] === orderId)

const mayTake = async (
  { table, secret }: DownloadContext,
  file: { product: string; sku: string },
  { actor, order }: Reader,
  now: Instant,
): Promise<boolean> => {
  if (order) {
    const { buyer } = await getOrderFor({ table, secret }, order.id, { actor, token: order.token })
    return mayOpen(grantsByOrder(await listGrants(table, buyer.personId), order.id), file.sku, now)
  }
  const person = requirePerson(actor)
  if (person.admin) return true
  const [grants, product] = await Promise.all([listGrants(table, person.id), findProduct(table, file.product)])
  const included = product?.includedInMembership === true && product.status === 'on-sale'
  return mayOpen(grants, file.sku, now, { included })
}

/**
 * A five-minute link to a file, for people who may open it now. Access is checked each time: after a refund, or once a
 * membership ends, the next click is refused.
 * @throws Problem unauthenticated `identity.sign-in-needed`; not-found, the same for no such file and for someone
 *   else's
 */
export const openFile = async (
  context: DownloadContext,
  id: string,
  reader: Reader,
  now: Instant,
): Promise<{ url: string }> => {
  if (!reader.order) requirePerson(reader.actor)
  const file = await findTitleFile(context.table, id)
  if (file?.state !== 'there') throw notFound('file')
  if (!(await mayTake(context, file, reader, now))) throw notFound('file')
  return { url: await context.files.signDownload({ ...file, seconds: downloadSeconds }) }
}
