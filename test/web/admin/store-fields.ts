import { createProduct, NewProduct, type Product } from '@lectern/core/catalog'
import { type AdminSite, textOf } from '../../support/admin-site.ts'

/** A title with an e-book for $10. */
export const makeTitle = (site: AdminSite, slug: string, more: Record<string, unknown> = {}): Promise<Product> => {
  const formats = [{ name: 'E-book', type: 'download', priceCents: 1000 }]
  return createProduct(site.table, NewProduct.parse({ slug, title: slug, formats, ...more }), site.clock.now)
}

/** The values that an editor's page holds, as a browser would send them. */
export const fieldsOf = (html: string): Record<string, string[]> => {
  const fields: Record<string, string[]> = {}
  const main = /<form class="(?:grid|work)[^>]*method="post".*?<\/form>/s.exec(html)?.[0] ?? ''
  const add = (name: string, value: string) => {
    fields[name] = [...(fields[name] ?? []), textOf(value).trim()]
  }
  for (const [tag] of main.matchAll(/<input[^>]*>/g)) {
    const name = /name="([^"]*)"/.exec(tag)?.[1]
    const box = /type="(checkbox|radio)"/.test(tag)
    if (name && (!box || /\schecked/.test(tag))) add(name, /value="([^"]*)"/.exec(tag)?.[1] ?? '')
  }
  for (const [, name = '', value = ''] of main.matchAll(/<textarea[^>]*name="([^"]*)"[^>]*>(.*?)<\/textarea>/gs)) {
    fields[name] = [value]
  }
  for (const [, attributes = '', options = ''] of main.matchAll(/<select([^>]*)>(.*?)<\/select>/gs)) {
    const name = /name="([^"]*)"/.exec(attributes)?.[1] ?? ''
    add(name, /value="([^"]*)" selected/.exec(options)?.[1] ?? /value="([^"]*)"/.exec(options)?.[1] ?? '')
  }
  return fields
}
